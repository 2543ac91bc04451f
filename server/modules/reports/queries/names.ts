import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** An inbox as figures name it. */
export interface Place {
  id: string
  name: string
  channel: string
  brandId: string | null
}

/** Every inbox of the workspace. */
export const places = (db: Db): Promise<Place[]> =>
  db.many(
    sql`select id, name, channel, brand_id as "brandId" from inboxes where workspace_id = ${db.workspaceId} order by id`,
  )

interface Named {
  id: string
  name: string
}

const named = async (rows: Promise<Named[]>): Promise<ReadonlyMap<string, string>> =>
  new Map((await rows).map(({ id, name }) => [id, name]))

/** Names of teams by id. */
export const teamNames = (db: Db): Promise<ReadonlyMap<string, string>> =>
  named(db.many(sql`select id, name from teams where workspace_id = ${db.workspaceId}`))

/** Names of people by id, of those too who have left. */
export const agentNames = (db: Db): Promise<ReadonlyMap<string, string>> =>
  named(db.many(sql`select id, name from agents where workspace_id = ${db.workspaceId}`))

/** Names of causes of complaints by id, of those too that are not offered any more. */
export const causeNames = (db: Db): Promise<ReadonlyMap<string, string>> =>
  named(db.many(sql`select id, name from complaint_causes where workspace_id = ${db.workspaceId}`))
