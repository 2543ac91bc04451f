import { call } from '../../../api/call.ts'
import type { Attachment } from '../../../api/types.ts'
import { drafts, type Mode } from './drafts.ts'
import { restoreDraft } from './restore-draft.ts'

/**
 * Puts a file that the server has got to what is written, whether or not its composer is still open. Where this screen
 * has forgotten the draft meanwhile, the server's is fetched first: its words stay.
 */
export async function keepFile(conversationId: string, mode: Mode, file: Attachment): Promise<void> {
  if (!drafts.isOpen(conversationId) && !drafts.isKnown(conversationId)) {
    const draft = await call('conversations.getDraft', { params: { conversationId } })
    if (draft && !drafts.isKnown(conversationId)) await restoreDraft(conversationId, draft)
  }
  drafts.addFile(conversationId, mode, file)
}
