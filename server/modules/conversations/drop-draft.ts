import type { Tx } from '../../kernel/db/index.ts'
import type { Draft } from './merge-drafts.ts'
import { deleteDraft, draftRow, upsertDraft } from './queries/people.ts'

/** Forgets what an agent had written of an answer or a note that is kept now; what stands in the other tab stays a draft. */
export const dropDraft = async (
  tx: Tx,
  conversationId: string,
  agentId: string,
  mode: Draft['mode'],
): Promise<void> => {
  const kept = (await draftRow(tx, conversationId, agentId))?.body as Draft | undefined
  if (!kept) return
  const { aside } = kept
  if (kept.mode !== mode) await upsertDraft(tx, conversationId, agentId, { ...kept, aside: null })
  else if (!aside) await deleteDraft(tx, conversationId, agentId)
  else {
    const other = mode === 'reply' ? 'note' : 'reply'
    await upsertDraft(tx, conversationId, agentId, {
      ...aside,
      mode: other,
      to: null,
      cc: [],
      bcc: [],
      aside: null,
    })
  }
}
