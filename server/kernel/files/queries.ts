import type { Db, Tx } from '../db/handles.ts'
import { sql } from '../db/sql.ts'

/** The file with this content, if the workspace has it; held, so that it is not swept away before it is used again. */
export const fileByHash = (tx: Tx, hash: Buffer): Promise<{ id: string } | undefined> =>
  tx.maybe(
    sql`select id from files where workspace_id = ${tx.workspaceId} and sha256 = ${hash} for key share`,
  )

/** Adds a file; when another transaction was faster, gives that one's id. */
export const insertFile = async (
  tx: Tx,
  file: { id: string; hash: Buffer; size: number },
): Promise<string> => {
  const row = await tx.one<{ id: string }>(sql`
    insert into files (workspace_id, id, sha256, size, created_at)
    values (${tx.workspaceId}, ${file.id}, ${file.hash}, ${file.size}, ${tx.now})
    on conflict (workspace_id, sha256) do update set size = excluded.size
    returning id`)
  return row.id
}

/** Adds a file's pieces in order. */
export const insertChunks = (tx: Tx, fileId: string, parts: Buffer[]): Promise<number> =>
  tx.run(sql`
    insert into file_chunks (workspace_id, file_id, n, bytes)
    select ${tx.workspaceId}, ${fileId}, p.n - 1, p.bytes
    from unnest(${parts}::bytea[]) with ordinality as p (bytes, n)`)

/** One piece of a file, or undefined past the end. */
export const chunk = async (db: Db, fileId: string, n: number): Promise<Buffer | undefined> =>
  (
    await db.maybe<{ bytes: Buffer }>(sql`
    select bytes from file_chunks where workspace_id = ${db.workspaceId} and file_id = ${fileId} and n = ${n}`)
  )?.bytes

/** Deletes files with their pieces; gives how many. */
export const deleteFiles = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`delete from files where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])`)
