import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** A session as kept; the cookie's token only as its hash. */
export interface SessionRow {
  id: string
  workspaceId: number
  agentId: string
  device: string
  address: string
  createdAt: Date
  lastSeenAt: Date
}

/** `second-factor`: the password was right, the code is still to come. */
export type SessionState = 'second-factor' | 'signed-in'

const columns = sql`id, workspace_id as "workspaceId", agent_id as "agentId", device, address,
  created_at as "createdAt", last_seen_at as "lastSeenAt"`

/** Adds a session. */
export const insertSession = (
  tx: Tx,
  row: {
    hash: Buffer
    id: string
    agentId: string
    state: SessionState
    device: string
    address: string
    expiresAt: Date
    providerId: string | null
    signOut: Buffer | null
  },
): Promise<number> =>
  tx.run(sql`
    insert into sessions
      (token_hash, id, workspace_id, agent_id, state, device, address, created_at, last_seen_at, expires_at,
        provider_id, sign_out)
    values (${row.hash}, ${row.id}, ${tx.workspaceId}, ${row.agentId}, ${row.state}, ${row.device},
      ${row.address}, ${tx.now}, ${tx.now}, ${row.expiresAt}, ${row.providerId}, ${row.signOut})`)

/** A session that has not run out, in whichever workspace. */
export const sessionRow = (
  db: Db,
  hash: Buffer,
  state: SessionState,
  now: Date,
): Promise<SessionRow | undefined> =>
  db.maybe(sql`
    select ${columns} from sessions where token_hash = ${hash} and state = ${state} and expires_at > ${now}`)

/** Sessions of a person that have not run out, the last used first. */
export const sessionRowsOf = (db: Db, agentId: string, now: Date): Promise<SessionRow[]> =>
  db.many(sql`
    select ${columns} from sessions
    where workspace_id = ${db.workspaceId} and agent_id = ${agentId} and state = 'signed-in'
      and expires_at > ${now}
    order by last_seen_at desc, id desc`)

/** Sessions of everybody, or of some people, that have not run out, the newest sign-in first; with the provider that opened them. */
export const everySessionRows = (
  db: Db,
  { before, agentIds, limit }: { before: string | null; agentIds: readonly string[] | null; limit: number },
): Promise<(SessionRow & { through: string | null })[]> =>
  db.many(sql`
    select s.id, s.workspace_id as "workspaceId", s.agent_id as "agentId", s.device, s.address,
      s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", p.name as through
    from sessions s
    left join sso_providers p on p.workspace_id = ${db.workspaceId} and p.id = s.provider_id
    where s.workspace_id = ${db.workspaceId} and s.state = 'signed-in' and s.expires_at > ${db.kernel.clock.now()}
      and (${before}::uuid is null or s.id < ${before}::uuid)
      and (${agentIds}::uuid[] is null or s.agent_id = any(${agentIds}::uuid[]))
    order by s.id desc
    limit ${limit}`)

/** A session of anybody. */
export const everySessionRow = (db: Db, id: string): Promise<SessionRow | undefined> =>
  db.maybe(sql`
    select ${columns} from sessions
    where workspace_id = ${db.workspaceId} and id = ${id} and state = 'signed-in'`)

/** Which of some sessions of the workspace have not ended. */
export const lastingSessions = async (db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await db.many<{ id: string }>(sql`
        select id from sessions
        where workspace_id = ${db.workspaceId} and id = any(${ids}::uuid[]) and state = 'signed-in'
          and expires_at > ${db.kernel.clock.now()}`)
    ).map(({ id }) => id),
  )

/** Moves a session's end on. */
export const touchSession = (tx: Tx, id: string, expiresAt: Date): Promise<number> =>
  tx.run(sql`update sessions set last_seen_at = ${tx.now}, expires_at = ${expiresAt} where id = ${id}`)

/** Ends the session of a cookie; whose it was, or undefined when there was none. */
export const deleteSessionByHash = (
  tx: Tx,
  hash: Buffer,
): Promise<{ id: string; agentId: string } | undefined> =>
  tx.maybe(sql`delete from sessions where token_hash = ${hash} returning id, agent_id as "agentId"`)

/** Ends one session of a person; false when there is none. */
export const deleteSession = async (tx: Tx, agentId: string, id: string): Promise<boolean> =>
  (await tx.run(sql`
    delete from sessions
    where workspace_id = ${tx.workspaceId} and agent_id = ${agentId} and id = ${id}`)) === 1

/** Ends the sessions of a person, but for the one that is kept; gives their ids. */
export const deleteSessionsOf = async (
  tx: Tx,
  agentId: string,
  kept: string | undefined,
): Promise<string[]> => {
  const rows = await tx.many<{ id: string }>(sql`
    delete from sessions
    where workspace_id = ${tx.workspaceId} and agent_id = ${agentId}
      and id is distinct from ${kept ?? null}::uuid
    returning id`)
  return rows.map((row) => row.id)
}

/** Where to sign out at the provider that opened a session, sealed. */
export const signOutOf = async (db: Db, agentId: string, id: string): Promise<Buffer | null> =>
  (
    await db.maybe<{ signOut: Buffer | null }>(sql`
      select sign_out as "signOut" from sessions
      where workspace_id = ${db.workspaceId} and agent_id = ${agentId} and id = ${id}`)
  )?.signOut ?? null

/** Ends the sessions that a provider opened; which, and whose. */
export const deleteSessionsThrough = (
  tx: Tx,
  providerId: string,
): Promise<{ id: string; agentId: string }[]> =>
  tx.many(sql`
    delete from sessions where workspace_id = ${tx.workspaceId} and provider_id = ${providerId}
    returning id, agent_id as "agentId"`)

/** Ends the sessions that no provider opened, but for those of owners; which, and whose. */
export const deleteSessionsWithoutProvider = (tx: Tx): Promise<{ id: string; agentId: string }[]> =>
  tx.many(sql`
    delete from sessions s
    where s.workspace_id = ${tx.workspaceId} and s.provider_id is null and not exists (
      select 1 from agents a
      where a.workspace_id = ${tx.workspaceId} and a.id = s.agent_id and a.role = 'owner')
    returning s.id, s.agent_id as "agentId"`)
