import type { Db, Tx } from '../db/handles.ts'
import { sql } from '../db/sql.ts'

/** Those of these contents, by their SHA-256 in hex, that the workspace has; held, so that they are not swept away before they are used again. */
export const filesByHash = async (
  tx: Tx,
  hashes: readonly string[],
): Promise<{ id: string; hash: string }[]> =>
  hashes.length === 0
    ? []
    : tx.many(sql`
    select id, encode(sha256, 'hex') as hash from files
    where workspace_id = ${tx.workspaceId} and sha256 = any(${hashes.map((hash) => Buffer.from(hash, 'hex'))}::bytea[])
    order by sha256 for key share`)

/** Adds files, each content once; where another transaction was faster, gives that one's id. */
export const insertFiles = async (
  tx: Tx,
  files: readonly { id: string; hash: string; size: number }[],
): Promise<{ id: string; hash: string }[]> =>
  files.length === 0
    ? []
    : tx.many(sql`
    insert into files (workspace_id, id, sha256, size, created_at)
    select ${tx.workspaceId}, f.id, decode(f.hash, 'hex'), f.size, ${tx.now}
    from unnest(${files.map((f) => f.id)}::uuid[], ${files.map((f) => f.hash)}::text[], ${files.map((f) => f.size)}::bigint[]) as f (id, hash, size)
    on conflict (workspace_id, sha256) do update set size = excluded.size
    returning id, encode(sha256, 'hex') as hash`)

/** One piece of a file. */
export interface Chunk {
  fileId: string
  n: number
  bytes: Buffer
}

/** Adds pieces of files. */
export const insertChunks = (tx: Tx, chunks: readonly Chunk[]): Promise<number> =>
  tx.run(sql`
    insert into file_chunks (workspace_id, file_id, n, bytes)
    select ${tx.workspaceId}, c.file_id, c.n, c.bytes
    from unnest(${chunks.map((c) => c.fileId)}::uuid[], ${chunks.map((c) => c.n)}::integer[], ${chunks.map((c) => c.bytes)}::bytea[]) as c (file_id, n, bytes)`)

/** One piece of a file, or undefined past the end. */
export const chunk = async (db: Db, fileId: string, n: number): Promise<Buffer | undefined> =>
  (
    await db.maybe<{ bytes: Buffer }>(sql`
    select bytes from file_chunks where workspace_id = ${db.workspaceId} and file_id = ${fileId} and n = ${n}`)
  )?.bytes

/** Deletes files with their pieces; gives how many. */
export const deleteFiles = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`delete from files where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])`)
