import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** Notes files whose text is wanted; those that are noted already are left alone. */
export const insertWaiting = (tx: Tx, fileIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    insert into file_texts (workspace_id, file_id, state)
    select ${tx.workspaceId}, f.id, 'waiting' from unnest(${fileIds}::uuid[]) as f (id)
    order by f.id
    on conflict (workspace_id, file_id) do nothing`)

/** A file whose text is to be read. */
export interface WaitingFile {
  fileId: string
  size: number
  /** How often that was begun before. */
  attempts: number
}

/** The next file behind an id. */
export const nextWaiting = (db: Db, after: string): Promise<WaitingFile | undefined> =>
  db.maybe(sql`
    select t.file_id as "fileId", f.size, t.attempts from file_texts t
    join files f on f.workspace_id = ${db.workspaceId} and f.id = t.file_id
    where t.workspace_id = ${db.workspaceId} and t.state = 'waiting' and t.file_id > ${after}::uuid
    order by t.file_id limit 1`)

/** Counts an attempt, before it is begun: a file that ends the whole process is not tried for ever. */
export const countAttempt = (tx: Tx, fileId: string): Promise<number> =>
  tx.run(sql`
    update file_texts set attempts = attempts + 1 where workspace_id = ${tx.workspaceId} and file_id = ${fileId}`)

/** Keeps what was read of a file, or why nothing was. */
export const keepText = (
  tx: Tx,
  fileId: string,
  read: { text: string; problem: string | null },
): Promise<number> =>
  tx.run(sql`
    update file_texts set state = case when ${read.problem}::text is null then 'done' else 'failed' end,
      text = ${read.text}, problem = ${read.problem}, read_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and file_id = ${fileId}`)

/** The messages that bear a file. */
export const messagesWithFile = async (db: Db, fileId: string): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select distinct a.message_id as id from attachments a
      where a.workspace_id = ${db.workspaceId} and a.file_id = ${fileId} and a.message_id is not null`)
  ).map(({ id }) => id)
