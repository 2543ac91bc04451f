import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import type { Agent, Role } from './contract.ts'
import { demandName, demandTeams, takeEmail } from './create-agent.ts'
import { agentChanged } from './events.ts'
import { endPasswordLinks } from './password-link.ts'
import { deleteSignInName, lockAgent, lockOwners, updateAgentRow, type AgentRow } from './queries/agents.ts'
import { replaceTeamsOf } from './queries/teams.ts'
import { demandAgent } from './read-agents.ts'
import { demandMayGive, demandOver } from './roles/grants.ts'
import { normalEmail, toAgent, trimmed } from './shape.ts'

/** What an owner may change of a person; what is left out stays. */
export interface AgentChange {
  name?: string | undefined
  kana?: string | null | undefined
  email?: string | undefined
  role?: Role | undefined
  teamIds?: readonly string[] | undefined
  active?: boolean | undefined
}

/**
 * Changes a person. Somebody who is switched off is signed out everywhere. Throws `conflict` for a change that would
 * leave the workspace without an owner, and for an e-mail address that is somebody else's; `forbidden` for somebody who
 * may do more than the caller, and for a role that may.
 */
export const updateAgent = async (
  tx: Tx,
  caller: Caller,
  id: string,
  change: AgentChange,
): Promise<Agent> => {
  demand(caller, 'people.write')
  const before = await lockAgentForChange(tx, id, change)
  await demandOver(tx, caller, before)
  if (change.role !== undefined && change.role !== before.role) await demandMayGive(tx, caller, change.role)
  if (before.bot) demandBots(change)
  const after: AgentRow = {
    ...before,
    name: change.name === undefined ? before.name : demandName(change.name),
    kana: change.kana === undefined ? before.kana : trimmed(change.kana),
    email: change.email === undefined ? before.email : normalEmail(change.email),
    role: change.role ?? before.role,
    active: change.active ?? before.active,
    teamIds: change.teamIds
      ? [...new Set(change.teamIds.map((team) => team.toLowerCase()))].sort()
      : before.teamIds,
  }
  const changed = changedFields(before, after)
  if (Object.keys(changed).length === 0) return toAgent(before)
  await write(tx, before, after)
  await recordAudit(tx, caller, {
    action: 'agents.update',
    subject: { kind: 'agent', id: before.id },
    details: changed,
  })
  const sight = ['role', 'active', 'teamIds'].some((field) => field in changed)
  tx.announce(agentChanged({ agentId: before.id, active: after.active, sight }))
  return toAgent(await demandAgent(tx, before.id))
}

/** What doesn’t sign in has no address to sign in with, and is no owner. */
const demandBots = ({ email, role }: AgentChange): void => {
  if (email === undefined && role !== 'owner') return
  throw invalid(
    'agents.bot',
    'A bot has no e-mail address and is no owner. Leave the address out, or choose another role.',
  )
}

/** Locks in one order, owners first: two owners who demote each other wait instead of deadlocking. */
const lockAgentForChange = async (tx: Tx, id: string, change: AgentChange): Promise<AgentRow> => {
  const stepsDown = change.active === false || (change.role !== undefined && change.role !== 'owner')
  const owners = stepsDown ? await lockOwners(tx) : []
  await lockAgent(tx, id)
  const row = await demandAgent(tx, id)
  if (owners.length === 1 && owners[0] === row.id) {
    throw conflict(
      'agents.last-owner',
      `${row.name} is the only owner who can sign in. Make somebody else an owner first.`,
    )
  }
  return row
}

const write = async (tx: Tx, before: AgentRow, after: AgentRow): Promise<void> => {
  if (after.email !== before.email) {
    await takeEmail(tx, after.email, after.id)
    await deleteSignInName(tx, before.email)
  }
  await updateAgentRow(tx, after)
  if (after.teamIds !== before.teamIds) {
    await demandTeams(tx, after.teamIds)
    await replaceTeamsOf(tx, after.id, after.teamIds)
  }
  // A link in a mail must not outlive the address or the person that it was sent to.
  if (!after.active || after.email !== before.email) await endPasswordLinks(tx, after.id)
}
