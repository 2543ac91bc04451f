import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { foldHtmlQuotes } from '../../kernel/mime/quotes-html.ts'
import { sanitizeHtml } from '../../kernel/mime/sanitize.ts'
import { findMessage } from './get-conversation.ts'
import { pictureAddress } from './show-picture.ts'
import { messagesByIds } from './queries/messages.ts'

/** The HTML body made inert, with quoted history folded; pictures inside the mail point to its own attachments, remote ones to us, only when asked for. */
export const showHtml = async (
  db: Db,
  caller: Caller,
  messageId: string,
  pictures: 'blocked' | 'shown',
): Promise<{ html: string; blockedPictures: number }> => {
  const { html } = await findMessage(db, caller, messageId)
  if (html === null) throw notFound('conversations.no-html', 'This message has no HTML body.')
  const [message] = await messagesByIds(db, [messageId])
  const inline = new Map(
    message?.attachments
      .filter((file) => file.contentId && !file.problem)
      .map((file) => [file.contentId as string, `/api/attachments/${file.id}`]),
  )
  const through = (url: string): string => pictureAddress(db.kernel.vault, messageId, url)
  const inert = sanitizeHtml(html, { cid: inline, remoteImages: pictures === 'shown' ? through : 'block' })
  return { ...inert, html: foldHtmlQuotes(inert.html, '…') }
}
