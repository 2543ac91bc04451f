import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** A browser that wants to be sent something, and what came of it last. */
export interface DeviceRow {
  id: string
  agentId: string
  /** It ends with the session in which it was made known. */
  sessionId: string
  endpoint: string
  /** Keys of the browser, sealed. */
  sealed: Buffer
  name: string
  createdAt: Date
  sentAt: Date | null
  problem: { en: string; ja: string } | null
}

const columns = sql`d.id, d.agent_id as "agentId", d.session_id as "sessionId", d.endpoint, d.sealed, d.name,
  d.created_at as "createdAt", d.sent_at as "sentAt", d.problem`

/** A person's devices, the newest first. */
export const deviceRows = (db: Db, agentId: string): Promise<DeviceRow[]> =>
  db.many(sql`
    select ${columns} from push_devices d
    where d.workspace_id = ${db.workspaceId} and d.agent_id = ${agentId} order by d.id desc`)

/** Adds a device, or takes one over from whoever used that browser before. */
export const putDevice = (
  tx: Tx,
  device: Pick<DeviceRow, 'id' | 'agentId' | 'sessionId' | 'endpoint' | 'sealed' | 'name'>,
): Promise<DeviceRow> =>
  tx.one(sql`
    insert into push_devices as d (workspace_id, id, agent_id, session_id, endpoint, sealed, name, created_at)
    values (${tx.workspaceId}, ${device.id}, ${device.agentId}, ${device.sessionId}, ${device.endpoint}, ${device.sealed},
      ${device.name}, ${tx.now})
    on conflict (workspace_id, endpoint) do update set agent_id = excluded.agent_id, session_id = excluded.session_id,
      sealed = excluded.sealed, name = excluded.name, problem = null
    returning ${columns}`)

/** Removes devices of a person: one, or those beyond the newest ones. */
export const dropDevice = (tx: Tx, agentId: string, id: string): Promise<number> =>
  tx.run(sql`
    delete from push_devices d where d.workspace_id = ${tx.workspaceId} and d.agent_id = ${agentId} and d.id = ${id}`)

/** Removes the devices of sessions that ended; gives how many. */
export const dropDevicesOf = (tx: Tx, sessionIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from push_devices d where d.workspace_id = ${tx.workspaceId} and d.session_id = any(${sessionIds}::uuid[])`)

/** Keeps what came of sending to a device. */
export const noteDevice = (tx: Tx, id: string, problem: DeviceRow['problem']): Promise<number> =>
  tx.run(sql`
    update push_devices d set problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb,
      sent_at = case when ${problem === null} then ${tx.now}::timestamptz else d.sent_at end
    where d.workspace_id = ${tx.workspaceId} and d.id = ${id}`)

/** The workspace's pair of keys. */
export const keysRow = (db: Db): Promise<{ publicKey: string; sealed: Buffer } | undefined> =>
  db.maybe(sql`
    select k.public_key as "publicKey", k.sealed from push_keys k where k.workspace_id = ${db.workspaceId}`)

/** Keeps a pair of keys where there is none. */
export const insertKeys = (tx: Tx, publicKey: string, sealed: Buffer): Promise<number> =>
  tx.run(sql`
    insert into push_keys (workspace_id, public_key, sealed, created_at)
    values (${tx.workspaceId}, ${publicKey}, ${sealed}, ${tx.now})
    on conflict (workspace_id) do nothing`)

/** Removes keys that can't be read any more, with the devices that know them alone. */
export const dropKeys = async (tx: Tx, publicKey: string): Promise<void> => {
  const gone = await tx.run(sql`
    delete from push_keys k where k.workspace_id = ${tx.workspaceId} and k.public_key = ${publicKey}`)
  if (gone > 0) await tx.run(sql`delete from push_devices d where d.workspace_id = ${tx.workspaceId}`)
}
