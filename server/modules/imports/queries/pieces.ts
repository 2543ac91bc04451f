import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** One piece of the file; undefined where it has not come. */
export const pieceRow = async (db: Db, importId: string, n: number): Promise<Buffer | undefined> =>
  (
    await db.maybe<{ bytes: Buffer }>(sql`
      select bytes from import_pieces where workspace_id = ${db.workspaceId} and import_id = ${importId} and n = ${n}`)
  )?.bytes

/** Keeps a piece; one that came before is written anew. Gives how many bytes are there now. */
export const putPiece = async (tx: Tx, importId: string, n: number, bytes: Buffer): Promise<number> => {
  await tx.run(sql`
    insert into import_pieces (workspace_id, import_id, n, bytes) values (${tx.workspaceId}, ${importId}, ${n}, ${bytes})
    on conflict (workspace_id, import_id, n) do update set bytes = excluded.bytes`)
  const { size } = await tx.one<{ size: number }>(sql`
    select coalesce(sum(octet_length(bytes)), 0) as size from import_pieces
    where workspace_id = ${tx.workspaceId} and import_id = ${importId}`)
  return Number(size)
}

/** Numbers of the pieces that are there. */
export const pieceNumbers = async (db: Db, importId: string): Promise<number[]> =>
  (
    await db.many<{ n: number }>(sql`
      select n from import_pieces where workspace_id = ${db.workspaceId} and import_id = ${importId} order by n`)
  ).map(({ n }) => n)

/** Forgets some pieces of the file; gives how many there were. */
export const deletePieces = (tx: Tx, importId: string, limit: number): Promise<number> =>
  tx.run(sql`
    delete from import_pieces p where p.workspace_id = ${tx.workspaceId} and p.import_id = ${importId} and p.n in (
      select o.n from import_pieces o where o.workspace_id = ${tx.workspaceId} and o.import_id = ${importId} order by o.n limit ${limit})`)
