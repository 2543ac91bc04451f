import type { Tx } from '../../kernel/db/index.ts'
import { messageReread } from './events.ts'
import type { Incoming } from './incoming.ts'
import { previewOf } from './preview.ts'
import { insertAttachments } from './queries/attachments.ts'
import { attachmentsOf, dropAttachments, rewriteInbound, showPreview } from './queries/reread.ts'

/** What a customer's message says. */
export type Content = Pick<Incoming, 'text' | 'html' | 'subject' | 'context' | 'files'>

type File = Pick<Content['files'][number], 'name' | 'type' | 'size' | 'fileId' | 'contentId'>

const looksOf = (files: readonly File[]): string =>
  JSON.stringify(
    files.map(({ name, type, size, fileId, contentId }) => [name, type, size, fileId, contentId]),
  )

/**
 * Writes anew what a customer's message says: words, subject, files, what stands beside it. Its conversation, customer,
 * moments and every count stay. False when there is no such message, or it was erased.
 */
export const rereadMessage = async (tx: Tx, messageId: string, content: Content): Promise<boolean> => {
  const place = await rewriteInbound(tx, messageId, content)
  if (!place) return false
  // Files that are the same stay where they are: somebody may have one of them open.
  if (looksOf(await attachmentsOf(tx, messageId)) !== looksOf(content.files)) {
    await dropAttachments(tx, messageId)
    await insertAttachments(
      tx,
      content.files.map((file, position) => ({ ...file, messageId, uploadedBy: null, position })),
    )
  }
  await showPreview(tx, { ...place, messageId, preview: previewOf(content.text) })
  tx.announce(messageReread({ ...place, messageId }))
  return true
}
