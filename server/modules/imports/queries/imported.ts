import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

export type ImportedKind = 'talk' | 'said' | 'person'

/** What became of a thing of another system. */
export interface ImportedRow {
  kind: ImportedKind
  /** Of the source's account and id, in hex. */
  key: string
  targetId: string
  created: boolean
  version: number | null
}

/** What became of things, by their keys. */
export const importedByKeys = async (
  db: Db,
  kind: ImportedKind,
  keys: readonly string[],
): Promise<Map<string, ImportedRow>> =>
  keys.length === 0
    ? new Map()
    : new Map(
        (
          await db.many<ImportedRow>(sql`
            select kind, encode(key, 'hex') as key, target_id as "targetId", created, version from imported
            where workspace_id = ${db.workspaceId} and kind = ${kind}
              and key = any(${keys.map((key) => Buffer.from(key, 'hex'))}::bytea[])`)
        ).map((row) => [row.key, row]),
      )

/** Keeps what became of things. */
export const putImported = async (tx: Tx, importId: string, rows: readonly ImportedRow[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into imported (workspace_id, kind, key, import_id, target_id, created, version)
    select ${tx.workspaceId}, r.kind, decode(r.key, 'hex'), ${importId}, r.target_id, r.created, r.version
    from unnest(
      ${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.key)}::text[], ${rows.map((r) => r.targetId)}::uuid[],
      ${rows.map((r) => r.created)}::boolean[], ${rows.map((r) => r.version)}::integer[]) as r (kind, key, target_id, created, version)
    on conflict (workspace_id, kind, key) do nothing`)
}

/** Notes that an import wrote conversations anew that nobody else had touched. */
export const raiseVersions = (tx: Tx, targetIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    update imported set version = version + 1
    where workspace_id = ${tx.workspaceId} and kind = 'talk' and target_id = any(${targetIds}::uuid[])`)

/** The next things that an import made. */
export const madeAfter = (
  db: Db,
  importId: string,
  kind: ImportedKind,
  after: string,
  limit: number,
): Promise<{ targetId: string; version: number | null }[]> =>
  db.many(sql`
    select i.target_id as "targetId", min(i.version) as version from imported i
    where i.workspace_id = ${db.workspaceId} and i.import_id = ${importId} and i.kind = ${kind} and i.kind <> 'said' and i.created
      and i.target_id > ${after}::uuid
    group by i.target_id order by i.target_id limit ${limit}`)

/** Who of some customers wrote in conversations that an import made and that are still there. */
export const writersIn = async (
  db: Db,
  importId: string,
  customerIds: readonly string[],
): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select distinct m.actor_id as id from imported i
      join messages m on m.workspace_id = ${db.workspaceId} and m.conversation_id = i.target_id
      where i.workspace_id = ${db.workspaceId} and i.import_id = ${importId} and i.kind = 'talk' and i.kind <> 'said' and i.created
        and m.actor_kind = 'customer' and m.actor_id = any(${customerIds}::uuid[])`)
  ).map(({ id }) => id)

/** How many things of a kind an import made. */
export const countMade = async (db: Db, importId: string, kind: ImportedKind): Promise<number> =>
  Number(
    (
      await db.one<{ count: number }>(sql`
        select count(*) as count from imported
        where workspace_id = ${db.workspaceId} and import_id = ${importId} and kind = ${kind} and kind <> 'said' and created`)
    ).count,
  )

/** Forgets that things were brought in: they can be brought in again. */
export const forgetImported = (tx: Tx, kind: ImportedKind, targetIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from imported where workspace_id = ${tx.workspaceId} and kind = ${kind} and target_id = any(${targetIds}::uuid[])`)
