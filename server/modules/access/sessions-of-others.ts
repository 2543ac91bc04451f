import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { agentsByIds, demandOver, peopleUnder } from '../agents/index.ts'
import { recordAudit } from '../audit/index.ts'
import { endSessionsOf } from './end-session.ts'
import { accessEnded } from './events.ts'
import { deleteSession, everySessionRow, everySessionRows } from './queries/sessions.ts'

/** Where everybody is signed in whom the caller may manage, the newest sign-in first. */
export const listEverySession = async (
  db: Db,
  caller: Caller,
  { cursor, limit, agentId }: { cursor?: string | undefined; limit: number; agentId?: string | undefined },
) => {
  demand(caller, 'sessions.write')
  if (cursor !== undefined && !isId(cursor))
    throw notFound('access.cursor', 'This cursor is not one of ours. Start from the first page.')
  const under = await peopleUnder(db, caller)
  const rows = await everySessionRows(db, {
    before: cursor ?? null,
    limit: limit + 1,
    agentIds:
      agentId === undefined ? under : [agentId].filter((one) => under === null || under.includes(one)),
  })
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    agentId: row.agentId,
    current: row.id === caller.credentialId,
    device: row.device,
    address: row.address,
    through: row.through,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** Signs somebody out of one device. Throws `not-found`, and `forbidden` for somebody who may do more than the caller. */
export const endAnySession = async (tx: Tx, caller: Caller, sessionId: string): Promise<void> => {
  demand(caller, 'sessions.write')
  const session = await everySessionRow(tx, sessionId)
  if (!session) throw notFound('access.no-session', 'You have no such session (any more).')
  await manage(tx, caller, session.agentId)
  if (!(await deleteSession(tx, session.agentId, sessionId))) return
  tx.announce(accessEnded({ agentId: session.agentId, credentialIds: [sessionId] }))
  await recordAudit(tx, caller, {
    action: 'access.end-session',
    subject: { kind: 'agent', id: session.agentId },
    details: { device: session.device },
  })
}

/** Signs somebody out everywhere; whoever does it to themselves stays in where they are. */
export const endEverySession = async (
  tx: Tx,
  caller: Caller,
  agentId: string,
): Promise<{ ended: number }> => {
  demand(caller, 'sessions.write')
  await manage(tx, caller, agentId)
  const ended = await endSessionsOf(tx, agentId, agentId === caller.id ? caller.credentialId : undefined)
  if (ended > 0)
    await recordAudit(tx, caller, {
      action: 'access.end-sessions',
      subject: { kind: 'agent', id: agentId },
      details: { sessions: ended },
    })
  return { ended }
}

const manage = async (tx: Tx, caller: Caller, agentId: string): Promise<void> => {
  const [agent] = await agentsByIds(tx, [agentId])
  if (!agent) throw notFound('access.no-agent', 'There is no such person here.')
  await demandOver(tx, caller, agent)
}
