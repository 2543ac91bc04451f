import type { Db } from '../../../kernel/db/index.ts'
import { pieceRow } from '../queries/pieces.ts'

/** Bytes of a piece; only the last one has fewer. */
export const PIECE = 4 * 1024 * 1024

/** Bytes that can be read from any place on. */
export interface Bytes {
  readonly size: number
  read(from: number, to?: number): AsyncGenerator<Buffer>
}

/** So many pieces stay in memory: what stands beside each other is read in turn, in small parts. */
const KEPT = 2

/** The uploaded file of an import, read piece by piece. */
export const uploadedFile = (db: Db, importId: string, size: number): Bytes => {
  const kept = new Map<number, Promise<Buffer | undefined>>()
  const pieceAt = (n: number): Promise<Buffer | undefined> => {
    const piece = kept.get(n) ?? pieceRow(db, importId, n)
    kept.delete(n)
    kept.set(n, piece)
    for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest)
    return piece
  }
  return { size, read: (from, to = size) => readPieces(pieceAt, size, from, to) }
}

const readPieces = async function* (
  pieceAt: (n: number) => Promise<Buffer | undefined>,
  size: number,
  from: number,
  to: number,
): AsyncGenerator<Buffer> {
  for (let at = Math.max(0, from); at < Math.min(to, size); ) {
    const piece = await pieceAt(Math.floor(at / PIECE))
    if (!piece) throw new Error(`piece ${Math.floor(at / PIECE)} of the file is not there`)
    const start = at % PIECE
    const part = piece.subarray(start, Math.min(piece.length, start + (to - at)))
    if (part.length === 0) return
    yield part
    at += part.length
  }
}

/** Bytes in memory; for tests and for what is small. */
export const bytesOf = (content: Buffer): Bytes => ({
  size: content.length,
  async *read(from, to = content.length) {
    if (from < Math.min(to, content.length)) yield content.subarray(from, to)
  },
})

/** All of it in one buffer. */
export const collect = async (parts: AsyncIterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = []
  for await (const part of parts) all.push(part)
  return Buffer.concat(all)
}
