import type { Draft } from '../../api/types.ts'

const left = new Map<string, Draft>()

/** Leaves a draft for the composer of a conversation that opens next: words that were taken back elsewhere. */
export const leaveDraft = (conversationId: string, draft: Draft): void => {
  left.set(conversationId, draft)
}

/** The draft that was left for a conversation, once. */
export function takeLeftDraft(conversationId: string): Draft | undefined {
  const draft = left.get(conversationId)
  left.delete(conversationId)
  return draft
}
