import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Exchange } from '../../kernel/room.ts'
import { newToken, sha256 } from '../../kernel/secrets/index.ts'
import { noteSeen } from '../agents/index.ts'
import type { SignInResult } from './contract.ts'
import { sessionToken, setSessionCookie } from './cookie.ts'
import { deviceName } from './device.ts'
import { accessEnded } from './events.ts'
import { deleteSessionByHash, insertSession, type SessionState } from './queries/sessions.ts'

const MINUTE = 60_000
const IDLE_DAYS = 14
const SECOND_FACTOR_MINUTES = 10

/** What an action that signs somebody in works with: it finds out by itself in which workspace. */
export interface Visit {
  inWorkspace(workspaceId: number): WorkspaceDb
  http: Exchange
}

/** The end of a session that is used now: 14 days on. */
export const sessionEnd = (now: Date): Date => new Date(now.getTime() + IDLE_DAYS * 24 * 60 * MINUTE)

/**
 * Opens a session and hands its cookie over once the transaction stands. The session that the browser had before ends:
 * a token that somebody planted there never becomes a signed-in one. `through`: the provider that vouched for them, and
 * where to sign out there.
 */
export const openSession = async (
  tx: Tx,
  http: Exchange,
  agentId: string,
  state: SessionState,
  through: { providerId?: string; signOut?: Buffer | undefined } = {},
): Promise<SignInResult> => {
  const token = newToken()
  const before = sessionToken(http.request.headers)
  const ended = before && (await deleteSessionByHash(tx, sha256(before)))
  if (ended) tx.announce(accessEnded({ agentId: ended.agentId, credentialIds: [ended.id] }))
  const pendingEnd = new Date(tx.now.getTime() + SECOND_FACTOR_MINUTES * MINUTE)
  await insertSession(tx, {
    hash: sha256(token),
    id: newId(),
    agentId,
    state,
    device: deviceName(http.request.headers['user-agent']),
    address: http.ip,
    expiresAt: state === 'signed-in' ? sessionEnd(tx.now) : pendingEnd,
    providerId: through.providerId ?? null,
    signOut: through.signOut ?? null,
  })
  if (state === 'signed-in') await noteSeen(tx, [agentId])
  tx.afterCommit(() => setSessionCookie(http, tx.kernel, token))
  return { state }
}
