import { call } from '../../../api/call.ts'
import type { Attachment, Draft } from '../../../api/types.ts'
import type { LocalDraft, Mode, ModeDraft } from './local-draft.ts'
import { customerOf, isFirst } from './place.ts'

const idsOf = (files: readonly Attachment[]) => files.map((file) => file.id)
export const other = (mode: Mode): Mode => (mode === 'reply' ? 'note' : 'reply')

const asideOf = ({ text, html, files }: ModeDraft): Draft['aside'] =>
  text.trim() === '' && files.length === 0 ? null : { text, html, attachmentIds: idsOf(files) }

const bodyOf = ({ mode, letter: _, ...draft }: LocalDraft) => {
  const { text, html, to, cc, bcc, files } = draft[mode]
  return { mode, text, html, to, cc, bcc, attachmentIds: idsOf(files), aside: asideOf(draft[other(mode)]) }
}

const firstBodyOf = ({ reply, letter }: LocalDraft) => {
  const { text, html, to, cc, bcc, files } = reply
  const { inboxId = null, subject = '' } = letter ?? {}
  return { inboxId, subject, text, html, to: to ?? [], cc, bcc, attachmentIds: idsOf(files) }
}

/** Keeps on the server what is written in a place: a conversation, or one of a first message. */
export async function saveDraft(place: string, draft: LocalDraft): Promise<void> {
  if (isFirst(place))
    await call('conversations.saveFirstDraft', { query: customerOf(place), body: firstBodyOf(draft) })
  else await call('conversations.saveDraft', { params: { conversationId: place }, body: bodyOf(draft) })
}
