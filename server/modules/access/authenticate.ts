import type { Caller } from '../../kernel/caller.ts'
import type { Database, WorkspaceDb } from '../../kernel/db/index.ts'
import { unauthenticated } from '../../kernel/errors.ts'
import type { Authenticate, Credentials } from '../../kernel/http/index.ts'
import { sha256 } from '../../kernel/secrets/index.ts'
import { agentsByIds, grantOf, noteSeen, visibleInboxIds } from '../agents/index.ts'
import { CallerCache } from './caller-cache.ts'
import { sessionToken } from './cookie.ts'
import { sessionEnd } from './open-session.ts'
import { apiKeyRow, touchApiKey } from './queries/api-keys.ts'
import { sessionRow, touchSession } from './queries/sessions.ts'

const TOUCH_MS = 60_000
/** Events of these rooms may change who may do or see what. */
const DROPS = /^(agent|role|team|inbox|access)\./

/** What a request proves itself with; its text is known as a hash only. */
interface Credential {
  kind: 'person' | 'key'
  hash: Buffer
}

/** Somebody who is let in for long. `again` finds out who they are by now: undefined when they may not stay. */
export interface Standing {
  caller: Caller
  again(): Promise<Caller | undefined>
}

/** Finds out who calls. */
export interface Authenticator extends Authenticate {
  /**
   * For connections that last: reads past what is kept, and once more when rights changed meanwhile, since nobody asks
   * them again for a while. Undefined when nobody is signed in, or with credentials that are not good.
   */
  fresh(request: Credentials): Promise<Standing | undefined>
  /** Rights have changed, here or in another process: forgets whom it knows. */
  forget(): void
}

const bearer = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? /^bearer +(\S+) *$/i.exec(header)?.[1] : undefined

const credentialOf = ({ headers }: Credentials): Credential | undefined => {
  const key = bearer(headers.authorization)
  if (key !== undefined) return { kind: 'key', hash: sha256(key) }
  const token = sessionToken(headers)
  return token === undefined ? undefined : { kind: 'person', hash: sha256(token) }
}

/**
 * Finds out who calls: the owner of the API key in `Authorization: Bearer`, or of the session in the cookie; undefined
 * when nobody is signed in. Throws `unauthenticated` for a key that is not good. What was found is kept for at most
 * 5 seconds and forgotten at once when this process commits a change of people, teams, inboxes, sessions or keys, or is
 * told of one (`forget`): a revocation holds at once, and within 5 seconds where a process was not told.
 */
export const createAuthenticate = (database: Database): Authenticator => {
  const cache = new CallerCache(database.kernel.clock)
  let changes = 0
  const forget = (): void => {
    changes += 1
    cache.clear()
  }
  database.onCommit((_workspaceId, announcements) => {
    if (announcements.some(({ name }) => DROPS.test(name))) forget()
  })
  const load = (credential: Credential, use: boolean) => findCaller(database, credential, use)
  const authenticate: Authenticate = async (request) => {
    const credential = credentialOf(request)
    if (!credential) return undefined
    const name = `${credential.kind} ${credential.hash.toString('base64')}`
    const caller = await cache.get(name, () => load(credential, true))
    if (caller || credential.kind === 'person') return caller
    throw unauthenticated('access.unknown-key', 'This API key is unknown or was revoked. Use another one.')
  }
  const fresh = async (request: Credentials): Promise<Standing | undefined> => {
    const credential = credentialOf(request)
    if (!credential) return undefined
    for (;;) {
      const before = changes
      const caller = await load(credential, true)
      if (before === changes) return caller && { caller, again: () => load(credential, false) }
    }
  }
  return Object.assign(authenticate, { fresh, forget })
}

/** Whose the credential is; `use` notes that it was used, which moves the end of a session on. */
const findCaller = async (
  database: Database,
  { kind, hash }: Credential,
  use: boolean,
): Promise<Caller | undefined> => {
  const now = database.kernel.clock.now()
  const row =
    kind === 'key'
      ? await apiKeyRow(database.reference, hash)
      : await sessionRow(database.reference, hash, 'signed-in', now)
  if (!row) return undefined
  const db = database.in(row.workspaceId)
  const caller = await loadCaller(db, kind, row)
  if (!caller || !use) return caller
  if ('lastUsedAt' in row) {
    if (isOld(row.lastUsedAt, now)) await db.tx((tx) => touchApiKey(tx, row.id))
  } else if (isOld(row.lastSeenAt, now))
    await db.tx((tx) => Promise.all([touchSession(tx, row.id, sessionEnd(now)), noteSeen(tx, [row.agentId])]))
  return caller
}

const isOld = (at: Date | null, now: Date): boolean => at === null || now.getTime() - at.getTime() >= TOUCH_MS

/** The person behind a session or key, with what their role lets them do and their teams let them see. */
const loadCaller = async (
  db: WorkspaceDb,
  kind: 'person' | 'key',
  credential: { id: string; agentId: string },
): Promise<Caller | undefined> => {
  const [agent] = await agentsByIds(db, [credential.agentId])
  if (!agent?.active) return undefined
  const grant = await grantOf(db, agent.role)
  // A role that was removed in this moment: whoever had it has another one by the next call.
  if (!grant) return undefined
  return {
    workspaceId: db.workspaceId,
    kind: agent.bot ? 'bot' : kind,
    id: agent.id,
    name: agent.name,
    role: agent.role,
    permissions: grant.permissions,
    sight: await visibleInboxIds(db, agent.id, agent.role),
    credentialId: credential.id,
  }
}
