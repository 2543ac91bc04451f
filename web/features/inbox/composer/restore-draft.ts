import type { Draft } from '../../../api/types.ts'
import { describeFiles } from './describe-files.ts'
import { drafts } from './drafts.ts'

/** Puts a draft of the server into the composer: its words at once, its files when it is known what they are. */
export async function restoreDraft(conversationId: string, draft: Draft): Promise<void> {
  drafts.restore(conversationId, draft)
  const [own, beside] = [draft.attachmentIds, draft.aside?.attachmentIds ?? []]
  if (own.length + beside.length === 0) return
  drafts.restore(conversationId, draft, await describeFiles(own), await describeFiles(beside))
}
