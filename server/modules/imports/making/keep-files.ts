import type { Tx } from '../../../kernel/db/index.ts'
import { storeFiles } from '../../../kernel/files/index.ts'
import { newId } from '../../../kernel/ids.ts'
import { safeName } from '../../../kernel/mime/safe-name.ts'
import { sniffType } from '../../../kernel/mime/sniff.ts'
import type { HistoricMessage } from '../../conversations/index.ts'
import type { FileRef, Said } from '../neutral.ts'
import { rawOf } from '../queries/items.ts'
import type { ImportRow } from '../queries/imports.ts'
import { readEntry, type Entry } from '../reading/entries.ts'
import { parseMail } from '../sources/mail.ts'
import { MOST_FILES } from './load-talks.ts'

type Files = NonNullable<HistoricMessage['files']>

/** Where files of messages are found: in the upload by their path, in mails. */
export interface FileStore {
  row: ImportRow
  entries: ReadonlyMap<string, Entry>
}

/**
 * Keeps the files of a message. What is too large, or can't be had any more, leaves a mark that says so: the message itself is
 * there in any case.
 */
export const keepFiles = async (tx: Tx, store: FileStore, said: Said): Promise<Files> => {
  const files = (said.files ?? []).slice(0, MOST_FILES)
  if (files.length === 0) return []
  return store.row.source === 'mbox' ? ofMail(tx, store.row, said) : ofUpload(tx, store, files)
}

const ofMail = async (tx: Tx, row: ImportRow, said: Said): Promise<Files> => {
  const raw = await rawOf(tx, row.id, said.id)
  const mail = raw && (await parseMail(tx, row.inboxId, raw))
  return keep(
    tx,
    (mail?.files ?? []).slice(0, MOST_FILES).map(({ name, type, content, inline, contentId }) => ({
      name,
      type,
      size: content.length,
      content,
      inline,
      contentId: contentId ?? null,
    })),
  )
}

const ofUpload = async (tx: Tx, { entries }: FileStore, files: readonly FileRef[]): Promise<Files> => {
  const limit = tx.kernel.config.maxUploadBytes
  const found = await Promise.all(
    files.map(async ({ name, type, size = 0, path, contentId }) => {
      const entry = path === undefined ? undefined : entries.get(path)
      const content = entry && (await readEntry(entry, limit + 1))
      return {
        name,
        type: type ?? '',
        size: content?.length ?? entry?.size ?? size,
        content,
        inline: contentId !== undefined,
        contentId: contentId ?? null,
      }
    }),
  )
  return keep(tx, found)
}

interface Found {
  name: string
  type: string
  size: number
  content: Buffer | undefined
  inline: boolean
  contentId: string | null
}

const keep = async (tx: Tx, found: readonly Found[]): Promise<Files> => {
  const limit = tx.kernel.config.maxUploadBytes
  const contents = found.flatMap(({ content }) => (content && content.length <= limit ? [content] : []))
  const fileIds = (await storeFiles(tx, contents)).values()
  return found.map(({ name, type, size, content, inline, contentId }) => {
    const shown = safeName(name) || 'file'
    const fits = content !== undefined && content.length <= limit
    const problem = fits ? null : size > limit ? `too-large:${limit}` : 'not-imported'
    return {
      id: newId(),
      fileId: fits ? (fileIds.next().value ?? null) : null,
      name: shown,
      type: fits ? sniffType(content, shown, type) : (type || 'application/octet-stream').slice(0, 200),
      size,
      inline: inline && fits,
      contentId: contentId?.slice(0, 300) ?? null,
      problem,
    }
  })
}
