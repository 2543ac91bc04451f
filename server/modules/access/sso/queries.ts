import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { Provider } from '../contract-sso.ts'

/** A provider as kept. */
export interface ProviderRow extends Omit<Provider, 'hasSecret' | 'people' | 'provenAt' | 'redirectUri'> {
  /** Sealed. */
  clientSecret: Buffer | null
  provenAt: Date | null
}

const columns = sql`id, name, issuer, client_id as "clientId", client_secret as "clientSecret", state, scopes,
  groups_claim as "groupsClaim", email_domains as "emailDomains", adds_people as "addsPeople",
  follows_groups as "followsGroups", default_role as "defaultRole", mappings, signs_out as "signsOut",
  proven_at as "provenAt"`

/** All providers by name. */
export const providerRows = (db: Db): Promise<ProviderRow[]> =>
  db.many(sql`select ${columns} from sso_providers where workspace_id = ${db.workspaceId} order by name, id`)

/** One provider. */
export const providerRow = (db: Db, id: string): Promise<ProviderRow | undefined> =>
  db.maybe(sql`select ${columns} from sso_providers where workspace_id = ${db.workspaceId} and id = ${id}`)

/** The same, held against other changes until the end of the transaction. */
export const lockProvider = (tx: Tx, id: string): Promise<ProviderRow | undefined> =>
  tx.maybe(sql`
    select ${columns} from sso_providers where workspace_id = ${tx.workspaceId} and id = ${id} for update`)

/** Adds a provider; false when the name is taken. */
export const insertProvider = async (tx: Tx, row: ProviderRow): Promise<boolean> =>
  (await tx.run(sql`
    insert into sso_providers (workspace_id, id, name, issuer, client_id, client_secret, state, scopes, groups_claim,
      email_domains, adds_people, follows_groups, default_role, mappings, signs_out, created_at, updated_at)
    values (${tx.workspaceId}, ${row.id}, ${row.name}, ${row.issuer}, ${row.clientId}, ${row.clientSecret}, ${row.state},
      ${row.scopes}::text[], ${row.groupsClaim}, ${row.emailDomains}::text[], ${row.addsPeople}, ${row.followsGroups},
      ${row.defaultRole}, ${JSON.stringify(row.mappings)}::jsonb, ${row.signsOut}, ${tx.now}, ${tx.now})
    on conflict (workspace_id, name) do nothing`)) === 1

/** Writes a provider's values; false when another one has the name. */
export const updateProviderRow = async (tx: Tx, row: ProviderRow): Promise<boolean> =>
  (await tx.run(sql`
    update sso_providers set name = ${row.name}, issuer = ${row.issuer}, client_id = ${row.clientId},
      client_secret = ${row.clientSecret}, state = ${row.state}, scopes = ${row.scopes}::text[],
      groups_claim = ${row.groupsClaim}, email_domains = ${row.emailDomains}::text[], adds_people = ${row.addsPeople},
      follows_groups = ${row.followsGroups}, default_role = ${row.defaultRole},
      mappings = ${JSON.stringify(row.mappings)}::jsonb, signs_out = ${row.signsOut}, proven_at = ${row.provenAt},
      updated_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}
      and not exists (select 1 from sso_providers o
        where o.workspace_id = ${tx.workspaceId} and o.name = ${row.name} and o.id <> ${row.id})`)) === 1

/** Notes that a provider let somebody in as it is set up now. */
export const noteProven = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`
    update sso_providers set proven_at = ${tx.now} where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Removes a provider with the links to it. */
export const deleteProviderRow = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`delete from sso_providers where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** True where some provider is the one way in. */
export const hasOnlyWay = async (db: Db): Promise<boolean> =>
  (await db.maybe(sql`
    select 1 from sso_providers where workspace_id = ${db.workspaceId} and state = 'only' limit 1`)) !==
  undefined

/** True where an owner who may sign in has a password or a passkey: a way in that needs no provider. */
export const ownersHaveOwnWay = async (db: Db): Promise<boolean> =>
  (await db.maybe(sql`
    select 1 from agents a
    where a.workspace_id = ${db.workspaceId} and a.role = 'owner' and a.active and not a.bot
      and (exists (select 1 from credentials c
          where c.workspace_id = ${db.workspaceId} and c.agent_id = a.id and c.password_hash is not null)
        or exists (select 1 from passkeys p where p.workspace_id = ${db.workspaceId} and p.agent_id = a.id))
    limit 1`)) !== undefined

/** Whom a provider's name for somebody is linked to. */
export const linkedAgent = async (db: Db, providerId: string, subject: string): Promise<string | undefined> =>
  (
    await db.maybe<{ id: string }>(sql`
      select agent_id as id from sso_identities
      where workspace_id = ${db.workspaceId} and provider_id = ${providerId} and subject = ${subject}`)
  )?.id

/** Links somebody to who they are at a provider; false when one of the two is linked already. */
export const insertLink = async (
  tx: Tx,
  link: { providerId: string; subject: string; agentId: string },
): Promise<boolean> =>
  (await tx.run(sql`
    insert into sso_identities (workspace_id, provider_id, subject, agent_id, linked_at, last_used_at)
    values (${tx.workspaceId}, ${link.providerId}, ${link.subject}, ${link.agentId}, ${tx.now}, ${tx.now})
    on conflict do nothing`)) === 1

/** Notes that somebody came in through a link. */
export const touchLink = (tx: Tx, providerId: string, subject: string): Promise<number> =>
  tx.run(sql`
    update sso_identities set last_used_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and provider_id = ${providerId} and subject = ${subject}`)

/** Since when somebody is linked to which provider. */
export const linksOf = (db: Db, agentId: string): Promise<{ providerId: string; linkedAt: Date }[]> =>
  db.many(sql`
    select provider_id as "providerId", linked_at as "linkedAt" from sso_identities
    where workspace_id = ${db.workspaceId} and agent_id = ${agentId}`)

/** Ends somebody's link to a provider; false when there is none. */
export const deleteLink = async (tx: Tx, providerId: string, agentId: string): Promise<boolean> =>
  (await tx.run(sql`
    delete from sso_identities
    where workspace_id = ${tx.workspaceId} and provider_id = ${providerId} and agent_id = ${agentId}`)) === 1

/** Ends all links to a provider: its names mean others now. */
export const deleteLinks = (tx: Tx, providerId: string): Promise<number> =>
  tx.run(sql`
    delete from sso_identities where workspace_id = ${tx.workspaceId} and provider_id = ${providerId}`)

/** How many people are linked to each provider. */
export const linkCounts = (db: Db): Promise<{ providerId: string; people: number }[]> =>
  db.many(sql`
    select provider_id as "providerId", count(*)::integer as people from sso_identities
    where workspace_id = ${db.workspaceId} group by provider_id`)

/** What was begun at a provider, and by whom. */
export interface Begun {
  providerId: string
  /** Who begins to link, or tries; signing in is nobody yet. */
  kind: 'sign-in' | 'link' | 'try'
  verifier: string
  nonce: string
  /** SHA-256 of what the browser keeps, base64. */
  browser: string
  next: string | null
}

/** Keeps what was begun. */
export const insertBegun = (
  tx: Tx,
  begun: { hash: Buffer; agentId: string | null; data: Begun; expiresAt: Date },
): Promise<number> =>
  tx.run(sql`
    insert into one_time_tokens (token_hash, purpose, workspace_id, agent_id, data, expires_at)
    values (${begun.hash}, 'sso', ${tx.workspaceId}, ${begun.agentId}, ${JSON.stringify(begun.data)}::jsonb,
      ${begun.expiresAt})`)

/** Takes what was begun, once, in whichever workspace. */
export const takeBegun = (
  tx: Tx,
  hash: Buffer,
): Promise<{ workspaceId: number; agentId: string | null; data: Begun } | undefined> =>
  tx.maybe(sql`
    delete from one_time_tokens
    where token_hash = ${hash} and purpose = 'sso' and expires_at > ${tx.now}
    returning workspace_id as "workspaceId", agent_id as "agentId", data`)
