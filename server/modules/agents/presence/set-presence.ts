import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { forbidden, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import type { Presence, PresenceState } from '../contract-presence.ts'
import { presenceChanged } from '../events.ts'
import { lockAgent } from '../queries/agents.ts'
import { trimmed } from '../shape.ts'
import { presenceRow, putPresence } from './queries.ts'
import { toPresence } from './read-presences.ts'

/** What somebody says that they do. */
export interface PresenceChoice {
  state: PresenceState
  reason?: string | null | undefined
}

const keep = async (
  tx: Tx,
  caller: Caller,
  agentId: string,
  { state, reason: words }: PresenceChoice,
): Promise<Presence> => {
  await lockAgent(tx, agentId)
  const before = await presenceRow(tx, agentId)
  if (!before)
    throw notFound('agents.no-presence', 'There is no such person, or they may not sign in any more.')
  const reason = trimmed(words)
  if (before.since && before.state === state && before.reason === reason) return toPresence(before, tx.now)
  await putPresence(tx, { id: newId(), agentId, state, reason, actorId: caller.id ?? null })
  tx.announce(presenceChanged({ agentIds: [agentId] }))
  if (caller.id !== agentId)
    await recordAudit(tx, caller, {
      action: 'agents.set-presence',
      subject: { kind: 'agent', id: agentId },
      details: { state: { from: before.state, to: state }, ...(reason ? { reason } : {}) },
    })
  return toPresence({ ...before, state, reason, since: tx.now }, tx.now)
}

/** Says what the caller does. */
export const setMyPresence = (tx: Tx, caller: Caller, choice: PresenceChoice): Promise<Presence> => {
  if (caller.id === undefined) throw forbidden('agents.nobody', 'Only a person has a presence to set.')
  return keep(tx, caller, caller.id, choice)
}

/** Says what somebody else does; the audit log tells. */
export const setPresence = (
  tx: Tx,
  caller: Caller,
  agentId: string,
  choice: PresenceChoice,
): Promise<Presence> => {
  demand(caller, 'presence.write')
  return keep(tx, caller, agentId, choice)
}
