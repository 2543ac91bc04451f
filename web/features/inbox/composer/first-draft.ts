import { call } from '../../../api/call.ts'
import { describeFiles } from './describe-files.ts'
import { emptyMode, type LocalDraft } from './local-draft.ts'
import { customerOf } from './place.ts'
import { editable } from './written.ts'

/** A first message as the server has it, with what its files are; null where nothing was begun. */
export async function fetchFirstDraft(place: string, signal?: AbortSignal): Promise<LocalDraft | null> {
  const query = customerOf(place)
  const draft = await call('conversations.getFirstDraft', signal ? { query, signal } : { query })
  if (!draft) return null
  const { inboxId, subject, text, html, to, cc, bcc, attachmentIds } = draft
  const files = await describeFiles(attachmentIds)
  const reply = { ...emptyMode, text, html: editable(html), to, cc, bcc, files }
  return { mode: 'reply', reply, note: emptyMode, letter: { inboxId, subject } }
}
