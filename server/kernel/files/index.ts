import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Db, Tx } from '../db/handles.ts'
import { newId } from '../ids.ts'
import { chunk, deleteFiles, fileByHash, insertChunks, insertFile } from './queries.ts'

const CHUNK = 512 * 1024

/** Keeps a file in the transaction; the same content is kept once per workspace. Gives the file's id. */
export const storeFile = async (tx: Tx, content: Buffer): Promise<string> => {
  const hash = createHash('sha256').update(content).digest()
  const known = await fileByHash(tx, hash)
  if (known) return known.id
  const id = newId()
  const kept = await insertFile(tx, { id, hash, size: content.length })
  if (kept !== id) return kept
  const parts: Buffer[] = []
  for (let at = 0; at < content.length; at += CHUNK) parts.push(content.subarray(at, at + CHUNK))
  await insertChunks(tx, id, parts)
  return id
}

/** The file's bytes as a stream, read piece by piece; the caller has checked who may see it. */
export const openFile = (db: Db, fileId: string): Readable => {
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for (let n = 0; ; n += 1) {
      const bytes = await chunk(db, fileId, n)
      if (!bytes) return
      yield bytes
    }
  }
  return Readable.from(pieces(), { objectMode: false })
}

/** The whole file at once; for small ones. */
export const readFile = async (db: Db, fileId: string): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of openFile(db, fileId)) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** Removes files that nobody uses; fails as a whole when one of them is used after all. Gives how many. */
export const removeFiles = async (tx: Tx, ids: readonly string[]): Promise<number> =>
  ids.length === 0 ? 0 : deleteFiles(tx, ids)
