import type { Draft } from '../../../api/types.ts'
import { describeFiles } from './describe-files.ts'
import { drafts, type LocalDraft } from './drafts.ts'

/**
 * Puts a draft of the server into the composer, once it is known what its files are. `base` is what stood there when
 * the server was asked, where it is part of the draft.
 */
export async function restoreDraft(conversationId: string, draft: Draft, base?: LocalDraft): Promise<void> {
  const [own, beside] = [draft.attachmentIds, draft.aside?.attachmentIds ?? []]
  const [files, asideFiles] = await Promise.all([describeFiles(own), describeFiles(beside)])
  drafts.restore(conversationId, draft, files, asideFiles, base)
}
