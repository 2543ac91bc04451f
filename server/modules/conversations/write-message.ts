import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { sanitizeHtml } from '../../kernel/mime/sanitize.ts'
import type { Actor } from '../customers/index.ts'
import type { Message } from './contract.ts'
import { inlinePictures } from './inline-pictures.ts'
import { keepOrders } from './keep-orders.ts'
import { claimUploads } from './queries/attachments.ts'
import { insertMessage, type NewMessage } from './queries/messages.ts'
import { refuseEmptied } from './refuse-emptied.ts'

/** What an agent writes. */
export interface Written {
  text: string
  html?: string | undefined
  attachmentIds: readonly string[]
}

/** Of attached pictures only those are shown that go with the message. */
const ownOnly =
  (inline: ReadonlyMap<string, string>) =>
  (contentId: string): string | undefined =>
    [...inline.values()].includes(contentId) ? `cid:${contentId}` : undefined

/**
 * Adds an answer or a note with its uploaded files; gives its id. Throws `invalid` when a file is not there, and where
 * there are neither words nor files; `conflict` where the conversation was emptied.
 */
export const writeMessage = async (
  tx: Tx,
  actor: Actor,
  written: Written,
  rest: Pick<NewMessage, 'conversationId' | 'inboxId' | 'kind' | 'receipt' | 'sendAt'> & {
    subject?: string
    recipients?: Message['recipients']
    mentions?: string[]
    automatic?: boolean
    homeId?: string | null
  },
): Promise<string> => {
  await refuseEmptied(tx, [rest.conversationId, ...(rest.homeId ? [rest.homeId] : [])])
  const id = newId()
  const wanted = [...new Set(written.attachmentIds)]
  if (wanted.length === 0 && written.text.trim() === '')
    throw invalid('conversations.empty', 'There is nothing to send yet. Write something or attach a file.')
  const inline = inlinePictures(written.html, wanted)
  await insertMessage(tx, {
    id,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    text: written.text,
    html: written.html
      ? sanitizeHtml(written.html, { remoteImages: 'allow', cid: ownOnly(inline) }).html
      : null,
    ...rest,
    subject: rest.subject ?? null,
    recipients: rest.recipients ?? [],
    mentions: rest.mentions ?? [],
    automatic: rest.automatic ?? false,
  })
  if (rest.kind === 'outbound') await keepOrders(tx, [{ ...rest, text: written.text }])
  if (wanted.length > 0 && (await claimUploads(tx, wanted, id, actor.id, inline)) !== wanted.length) {
    throw invalid(
      'conversations.no-such-upload',
      'One of the attached files is not there any more. Attach it again.',
    )
  }
  return id
}
