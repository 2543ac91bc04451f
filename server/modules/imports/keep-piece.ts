import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid, notFound } from '../../kernel/errors.ts'
import { lockImport, saveImport } from './queries/imports.ts'
import { putPiece } from './queries/pieces.ts'
import { PIECE } from './reading/file-pieces.ts'

/** Keeps a piece of an import's file. Throws `invalid` for one of another length than its place has. */
export const keepPiece = async (
  tx: Tx,
  caller: Caller,
  { importId, n, bytes }: { importId: string; n: number; bytes: Buffer },
): Promise<{ received: number }> => {
  demand(caller, 'imports.manage')
  const row = await lockImport(tx, importId)
  if (!row) throw notFound('imports.no-import', 'There is no such import.')
  if (row.state !== 'uploading')
    throw conflict(
      'imports.not-uploading',
      'The file of this import is there already, or nobody wants it any more.',
    )
  const size = Number(row.size)
  const expected = Math.min(PIECE, size - n * PIECE)
  if (bytes.length !== expected)
    throw invalid(
      'imports.piece-length',
      `Piece ${n} has ${bytes.length} bytes where ${Math.max(0, expected)} belong. Was the file changed meanwhile?`,
    )
  const received = await putPiece(tx, importId, n, bytes)
  await saveImport(tx, { ...row, received })
  return { received }
}
