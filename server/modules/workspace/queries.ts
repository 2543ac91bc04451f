import type { Db, Tx } from '../../kernel/db/index.ts'
import { sql } from '../../kernel/db/index.ts'

/** A workspace's settings. */
export interface WorkspaceRow {
  id: number
  name: string
  language: 'ja' | 'en'
  timeZone: string
  undoSeconds: number
  maskNumbers: boolean
}

const columns = sql`id, name, language, time_zone as "timeZone", undo_seconds as "undoSeconds",
  mask_numbers as "maskNumbers"`

/** The caller's workspace. */
export const workspaceRow = (db: Db): Promise<WorkspaceRow> =>
  db.one(sql`select ${columns} from workspaces where id = ${db.workspaceId}`)

/** What answers name of a workspace. */
export interface NamedWorkspace {
  id: string
  name: string
  now: Date
}

/** The caller's workspace as answers name it; of others nothing. */
export const namedWorkspace = async (db: Db, ids: readonly string[]): Promise<NamedWorkspace[]> => {
  const { id, name } = await workspaceRow(db)
  return ids.includes(String(id)) ? [{ id: String(id), name, now: db.kernel.clock.now() }] : []
}

/** Ids of all workspaces of the installation. */
export const allIds = async (db: Db): Promise<number[]> =>
  (await db.many<{ id: number }>(sql`select id from workspaces order by id`)).map((row) => row.id)

/** An id that no workspace will have but the one that is made with it. */
export const reserveId = async (db: Db): Promise<number> =>
  (await db.one<{ id: number }>(sql`select nextval(pg_get_serial_sequence('workspaces', 'id')) as id`)).id

/** Adds a workspace, with the reserved id that the transaction is bound to, or a new one; gives its id. */
export const insertWorkspace = async (
  tx: Tx,
  row: Omit<WorkspaceRow, 'id' | 'undoSeconds' | 'maskNumbers'>,
): Promise<number> =>
  (
    await tx.one<{ id: number }>(sql`
    insert into workspaces (id, name, language, time_zone, created_at)
    overriding system value
    values (coalesce(nullif(${tx.workspaceId}::bigint, 0), nextval(pg_get_serial_sequence('workspaces', 'id'))),
      ${row.name}, ${row.language}, ${row.timeZone}, ${tx.now})
    returning id`)
  ).id

/** Changes what is given. */
export const updateRow = (tx: Tx, change: Partial<Omit<WorkspaceRow, 'id'>>): Promise<WorkspaceRow> =>
  tx.one(sql`
    update workspaces set
      name = coalesce(${change.name ?? null}, name),
      language = coalesce(${change.language ?? null}, language),
      time_zone = coalesce(${change.timeZone ?? null}, time_zone),
      undo_seconds = coalesce(${change.undoSeconds ?? null}::integer, undo_seconds),
      mask_numbers = coalesce(${change.maskNumbers ?? null}::boolean, mask_numbers)
    where id = ${tx.workspaceId}
    returning ${columns}`)

/** A name under which the workspace writes. */
export interface BrandRow {
  id: string
  name: string
  language: 'ja' | 'en'
  colour: string
}

/** All brands, oldest first. */
export const brandRows = (db: Db): Promise<BrandRow[]> =>
  db.many(
    sql`select id, name, language, colour from brands where workspace_id = ${db.workspaceId} order by id`,
  )

/** Adds a brand. */
export const insertBrand = (tx: Tx, brand: BrandRow): Promise<number> =>
  tx.run(sql`
    insert into brands (workspace_id, id, name, language, colour, created_at)
    values (${tx.workspaceId}, ${brand.id}, ${brand.name}, ${brand.language}, ${brand.colour}, ${tx.now})`)

/** Removes a brand; gives 0 when there is none. */
export const deleteBrandRow = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`delete from brands where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Changes what is given; undefined when there is no such brand. */
export const updateBrandRow = (
  tx: Tx,
  id: string,
  change: Partial<BrandRow>,
): Promise<BrandRow | undefined> =>
  tx.maybe(sql`
    update brands set
      name = coalesce(${change.name ?? null}, name),
      language = coalesce(${change.language ?? null}, language),
      colour = coalesce(${change.colour ?? null}, colour)
    where workspace_id = ${tx.workspaceId} and id = ${id}
    returning id, name, language, colour`)
