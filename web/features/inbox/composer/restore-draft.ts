import type { Draft } from '../../../api/types.ts'
import { describeFiles } from './describe-files.ts'
import { drafts } from './drafts.ts'

/** Puts a draft of the server into the composer, once it is known what its files are. */
export async function restoreDraft(conversationId: string, draft: Draft): Promise<void> {
  const [own, beside] = [draft.attachmentIds, draft.aside?.attachmentIds ?? []]
  const files =
    own.length + beside.length === 0
      ? [[], []]
      : await Promise.all([describeFiles(own), describeFiles(beside)])
  drafts.restore(conversationId, draft, ...files)
}
