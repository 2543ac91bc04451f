import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Db, Tx } from '../db/handles.ts'
import { handfuls } from '../handfuls.ts'
import { newId } from '../ids.ts'
import { type Chunk, chunk, deleteFiles, filesByHash, insertChunks, insertFiles } from './queries.ts'

const CHUNK = 512 * 1024

/** Bytes in one statement: they travel as text, and the whole of it stands in memory. */
const AT_ONCE = 16 * 1024 * 1024

/**
 * Keeps files in the transaction, however many in a few statements; the same content is kept once per workspace. Gives
 * the files' ids in the order of their contents.
 */
export const storeFiles = async (tx: Tx, contents: readonly Buffer[]): Promise<string[]> => {
  const hashes = contents.map((content) => createHash('sha256').update(content).digest('hex'))
  const byHash = new Map(contents.map((content, at) => [hashes[at] as string, content]))
  const ids = new Map((await filesByHash(tx, [...byHash.keys()])).map(({ id, hash }) => [hash, id]))
  const fresh = [...byHash]
    .filter(([hash]) => !ids.has(hash))
    // In one order everywhere: two transactions with the same files wait for each other once, not in a circle.
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([hash, content]) => ({ id: newId(), hash, content, size: content.length }))
  for (const { id, hash } of await insertFiles(tx, fresh)) ids.set(hash, id)
  const chunks = fresh
    .filter(({ id, hash }) => ids.get(hash) === id)
    .flatMap(({ id, content }) => chunksOf(id, content))
  for (const some of handfuls(chunks, ({ bytes }) => bytes.length, { size: AT_ONCE }))
    await insertChunks(tx, some)
  return hashes.map((hash) => ids.get(hash) as string)
}

const chunksOf = (fileId: string, content: Buffer): Chunk[] =>
  Array.from({ length: Math.ceil(content.length / CHUNK) }, (_unused, n) => ({
    fileId,
    n,
    bytes: content.subarray(n * CHUNK, (n + 1) * CHUNK),
  }))

/** The same for one file. */
export const storeFile = async (tx: Tx, content: Buffer): Promise<string> =>
  (await storeFiles(tx, [content]))[0] as string

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
