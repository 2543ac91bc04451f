import type { Caller } from '../../kernel/caller.ts'
import type { Database, WorkspaceDb } from '../../kernel/db/index.ts'
import { unauthenticated } from '../../kernel/errors.ts'
import type { Authenticate } from '../../kernel/http/index.ts'
import { sha256 } from '../../kernel/secrets/index.ts'
import { agentsByIds, noteSeen, visibleInboxIds } from '../agents/index.ts'
import { CallerCache } from './caller-cache.ts'
import { sessionToken } from './cookie.ts'
import { sessionEnd } from './open-session.ts'
import { apiKeyRow, touchApiKey } from './queries/api-keys.ts'
import { sessionRow, touchSession } from './queries/sessions.ts'

type PermissionsOf = (role: string) => ReadonlySet<string>

const TOUCH_MS = 60_000
/** Events of these rooms may change who may do or see what. */
const DROPS = /^(agent|team|inbox|access)\./

const bearer = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? /^bearer +(\S+) *$/i.exec(header)?.[1] : undefined

/**
 * Finds out who calls: the owner of the API key in `Authorization: Bearer`, or of the session in the cookie; undefined
 * when nobody is signed in. Throws `unauthenticated` for a key that is not good. What was found is kept for at most
 * 5 seconds and forgotten at once when this process commits a change of people, teams, inboxes, sessions or keys: a
 * revocation holds at once here, and within 5 seconds in other processes.
 */
export const createAuthenticate = (database: Database, permissionsOf: PermissionsOf): Authenticate => {
  const cache = new CallerCache(database.kernel.clock)
  database.onCommit((_workspaceId, announcements) => {
    if (announcements.some(({ name }) => DROPS.test(name))) cache.clear()
  })
  return async ({ headers }) => {
    const key = bearer(headers.authorization)
    if (key !== undefined) {
      const caller = await cache.get(`key ${key}`, () => byKey(database, permissionsOf, key))
      if (caller) return caller
      throw unauthenticated('access.unknown-key', 'This API key is unknown or was revoked. Use another one.')
    }
    const token = sessionToken(headers)
    return token ? cache.get(`session ${token}`, () => bySession(database, permissionsOf, token)) : undefined
  }
}

const bySession = async (
  database: Database,
  permissionsOf: PermissionsOf,
  token: string,
): Promise<Caller | undefined> => {
  const now = database.kernel.clock.now()
  const session = await sessionRow(database.reference, sha256(token), 'signed-in', now)
  if (!session) return undefined
  const db = database.in(session.workspaceId)
  const caller = await loadCaller(db, permissionsOf, 'person', session)
  if (caller && isOld(session.lastSeenAt, now)) {
    await db.tx((tx) =>
      Promise.all([touchSession(tx, session.id, sessionEnd(now)), noteSeen(tx, session.agentId)]),
    )
  }
  return caller
}

const byKey = async (
  database: Database,
  permissionsOf: PermissionsOf,
  text: string,
): Promise<Caller | undefined> => {
  const key = await apiKeyRow(database.reference, sha256(text))
  if (!key) return undefined
  const db = database.in(key.workspaceId)
  const caller = await loadCaller(db, permissionsOf, 'key', key)
  if (caller && isOld(key.lastUsedAt, database.kernel.clock.now()))
    await db.tx((tx) => touchApiKey(tx, key.id))
  return caller
}

const isOld = (at: Date | null, now: Date): boolean => at === null || now.getTime() - at.getTime() >= TOUCH_MS

/** The person behind a session or key, with what their role lets them do and their teams let them see. */
const loadCaller = async (
  db: WorkspaceDb,
  permissionsOf: PermissionsOf,
  kind: 'person' | 'key',
  credential: { id: string; agentId: string },
): Promise<Caller | undefined> => {
  const [agent] = await agentsByIds(db, [credential.agentId])
  if (!agent?.active) return undefined
  return {
    workspaceId: db.workspaceId,
    kind,
    id: agent.id,
    name: agent.name,
    role: agent.role,
    permissions: permissionsOf(agent.role),
    sight: await visibleInboxIds(db, agent.id, agent.role),
    credentialId: credential.id,
  }
}
