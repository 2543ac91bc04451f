import { sql, type Db, type Tx } from '../../../../kernel/db/index.ts'

/** A directory's token as kept; its text only as its hash. */
export interface TokenRow {
  providerId: string
  prefix: string
  createdAt: Date
  lastUsedAt: Date | null
}

/** Whose directory a token is, in whichever workspace. */
export const tokenOwner = (
  db: Db,
  hash: Buffer,
): Promise<{ workspaceId: number; providerId: string; lastUsedAt: Date | null } | undefined> =>
  db.maybe(sql`
    select workspace_id as "workspaceId", provider_id as "providerId", last_used_at as "lastUsedAt"
    from scim_tokens where token_hash = ${hash}`)

/** The token of a provider. */
export const tokenRow = (db: Db, providerId: string): Promise<TokenRow | undefined> =>
  db.maybe(sql`
    select provider_id as "providerId", prefix, created_at as "createdAt", last_used_at as "lastUsedAt"
    from scim_tokens where workspace_id = ${db.workspaceId} and provider_id = ${providerId}`)

/** Makes this the token of a provider; the one before it ends. */
export const putToken = async (
  tx: Tx,
  row: { hash: Buffer; providerId: string; prefix: string; madeBy: string | null },
): Promise<void> => {
  await deleteToken(tx, row.providerId)
  await tx.run(sql`
    insert into scim_tokens (token_hash, workspace_id, provider_id, prefix, made_by, created_at)
    values (${row.hash}, ${tx.workspaceId}, ${row.providerId}, ${row.prefix}, ${row.madeBy}, ${tx.now})`)
}

/** Ends the token of a provider; false when it has none. */
export const deleteToken = async (tx: Tx, providerId: string): Promise<boolean> =>
  (await tx.run(sql`
    delete from scim_tokens where workspace_id = ${tx.workspaceId} and provider_id = ${providerId}`)) === 1

/** Notes that a token was used. */
export const touchToken = (tx: Tx, providerId: string): Promise<number> =>
  tx.run(sql`
    update scim_tokens set last_used_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and provider_id = ${providerId}`)

/** What the directory calls somebody. */
export interface Called {
  userName: string
  externalId: string | null
  displayName: string | null
  formatted: string | null
  familyName: string | null
  givenName: string | null
}

/** Somebody as the directory may see them: whom it brought, or whom no directory did. */
export interface PersonRow {
  id: string
  email: string
  name: string
  role: string
  active: boolean
  language: 'ja' | 'en'
  createdAt: Date
  /** null: not the directory's yet; it may take them over. */
  called: Called | null
  updatedAt: Date | null
}

/** Which people are wanted; null is no limit. `userKey` is in lower case. */
export interface PersonFilter {
  id: string | null
  userKey: string | null
  externalId: string | null
}

/** People whom a directory may see, in the order of their ids. Of those whom it did not bring, only who may sign in. */
export const personRows = async (db: Db, providerId: string, filter: PersonFilter): Promise<PersonRow[]> => {
  const rows = await db.many<Omit<PersonRow, 'called'> & Called & { theirs: boolean }>(sql`
    select a.id, a.email, a.name, a.role, a.active, a.language, a.created_at as "createdAt",
      p.agent_id is not null as theirs, p.user_name as "userName", p.external_id as "externalId",
      p.display_name as "displayName", p.formatted_name as formatted, p.family_name as "familyName",
      p.given_name as "givenName", p.updated_at as "updatedAt"
    from agents a
    left join scim_people p on p.workspace_id = ${db.workspaceId} and p.agent_id = a.id
    where a.workspace_id = ${db.workspaceId} and not a.bot
      and (p.provider_id = ${providerId} or (p.agent_id is null and a.active))
      and (${filter.id}::uuid is null or a.id = ${filter.id}::uuid)
      and (${filter.externalId}::text is null or p.external_id = ${filter.externalId}::text)
      and (${filter.userKey}::text is null or p.user_key = ${filter.userKey}::text
        or (p.agent_id is null and a.email = ${filter.userKey}::text))
    order by a.id`)
  return rows.map(
    ({ userName, externalId, displayName, formatted, familyName, givenName, theirs, ...row }) => ({
      ...row,
      called: theirs ? { userName, externalId, displayName, formatted, familyName, givenName } : null,
    }),
  )
}

/** Makes somebody the directory's, or writes what it calls them; false when it calls somebody else so. */
export const putPerson = async (
  tx: Tx,
  providerId: string,
  agentId: string,
  called: Called,
): Promise<boolean> => {
  const key = called.userName.toLowerCase()
  const taken = await tx.maybe(sql`
    select 1 from scim_people
    where workspace_id = ${tx.workspaceId} and provider_id = ${providerId} and user_key = ${key}
      and agent_id <> ${agentId}`)
  if (taken) return false
  await tx.run(sql`
    insert into scim_people (workspace_id, agent_id, provider_id, user_name, user_key, external_id, display_name,
      formatted_name, family_name, given_name, created_at, updated_at)
    values (${tx.workspaceId}, ${agentId}, ${providerId}, ${called.userName}, ${key}, ${called.externalId},
      ${called.displayName}, ${called.formatted}, ${called.familyName}, ${called.givenName}, ${tx.now}, ${tx.now})
    on conflict (workspace_id, agent_id) do update set user_name = excluded.user_name, user_key = excluded.user_key,
      external_id = excluded.external_id, display_name = excluded.display_name,
      formatted_name = excluded.formatted_name, family_name = excluded.family_name,
      given_name = excluded.given_name, updated_at = excluded.updated_at`)
  return true
}

/** Which provider's directory brought somebody. */
export const directoryOf = async (db: Db, agentId: string): Promise<string | undefined> =>
  (
    await db.maybe<{ providerId: string }>(sql`
      select provider_id as "providerId" from scim_people
      where workspace_id = ${db.workspaceId} and agent_id = ${agentId}`)
  )?.providerId

/** Somebody is the directory's no more, nor in its groups. */
export const deletePerson = (tx: Tx, agentId: string): Promise<number> =>
  tx.run(sql`delete from scim_people where workspace_id = ${tx.workspaceId} and agent_id = ${agentId}`)

/** Everybody whom a directory brought. */
export const broughtBy = async (db: Db, providerId: string): Promise<string[]> => {
  const rows = await db.many<{ id: string }>(sql`
    select agent_id as id from scim_people
    where workspace_id = ${db.workspaceId} and provider_id = ${providerId} order by agent_id`)
  return rows.map(({ id }) => id)
}

/** Forgets everything that a directory brought; the people stay as they are. */
export const forgetDirectory = async (tx: Tx, providerId: string): Promise<void> => {
  await tx.run(sql`
    delete from scim_groups where workspace_id = ${tx.workspaceId} and provider_id = ${providerId}`)
  await tx.run(sql`
    delete from scim_people where workspace_id = ${tx.workspaceId} and provider_id = ${providerId}`)
  await deleteToken(tx, providerId)
}
