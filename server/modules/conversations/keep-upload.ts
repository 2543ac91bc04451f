import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { notFound, tooLarge } from '../../kernel/errors.ts'
import { openFile, storeFile } from '../../kernel/files/index.ts'
import { Download } from '../../kernel/http/index.ts'
import { newId } from '../../kernel/ids.ts'
import { safeName } from '../../kernel/mime/safe-name.ts'
import { sniffType } from '../../kernel/mime/sniff.ts'
import type { Message } from './contract.ts'
import { attachmentRow, insertAttachments } from './queries/attachments.ts'

/** Keeps an uploaded file until it is sent with a message; its type is read from its bytes, not believed. */
export const keepUpload = async (
  tx: Tx,
  caller: Caller,
  givenName: string,
  content: Buffer,
): Promise<Message['attachments'][number]> => {
  demand(caller, 'conversations.write')
  const limit = tx.kernel.config.maxUploadBytes
  if (content.length > limit) throw tooLarge('kernel.file-too-large', limit)
  const name = safeName(givenName) || 'file'
  const row = {
    id: newId(),
    messageId: null,
    uploadedBy: caller.id ?? null,
    fileId: await storeFile(tx, content),
    name,
    type: sniffType(content, name),
    size: content.length,
    inline: false,
    contentId: null,
    problem: null,
    position: 0,
  }
  await insertAttachments(tx, [row])
  const { id, type, size } = row
  return { id, name, type, size, inline: false, contentId: null, problem: null }
}

/** The file of an attachment: of a message in sight, or one that the caller uploaded. */
export const openAttachment = async (db: Db, caller: Caller, id: string): Promise<Download> => {
  const row = await attachmentRow(db, id)
  const mine = row?.messageId === null && row.inboxId === null && row.uploadedBy === (caller.id ?? null)
  if (!row?.fileId || !(mine || (row.inboxId !== null && sees(caller, row.inboxId))))
    throw notFound('conversations.no-attachment', 'There is no such file.')
  const { fileId } = row
  return new Download({ name: row.name, type: row.type, size: row.size, open: () => openFile(db, fileId) })
}
