import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { refusePlaceholders } from '../../kernel/variables/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { Agent, Role } from './contract.ts'
import { agentChanged } from './events.ts'
import { agentRowsByIds, insertAgent, insertSignInName } from './queries/agents.ts'
import { countTeams, replaceTeamsOf } from './queries/teams.ts'
import { demandAgent } from './read-agents.ts'
import { demandMayGive } from './roles/grants.ts'
import { normalEmail, toAgent, trimmed } from './shape.ts'

/** What a new person needs. */
export interface NewAgent {
  email: string
  name: string
  kana?: string | null | undefined
  role: Role
  language?: 'ja' | 'en' | undefined
  signature?: string | undefined
  teamIds?: readonly string[] | undefined
}

/**
 * Adds a person without a password. Throws `conflict` when the e-mail address is taken, in whichever workspace, and
 * `forbidden` for a role that may do more than the caller.
 */
export const createAgent = async (tx: Tx, caller: Caller, input: NewAgent): Promise<Agent> => {
  demand(caller, 'people.write')
  refusePlaceholders(input.signature ?? '')
  await demandMayGive(tx, caller, input.role)
  const id = newId()
  const email = normalEmail(input.email)
  const teamIds = [...new Set(input.teamIds)]
  await takeEmail(tx, email, id)
  await demandTeams(tx, teamIds)
  await insertAgent(tx, {
    id,
    email,
    name: demandName(input.name),
    kana: trimmed(input.kana),
    role: input.role,
    language: input.language ?? 'ja',
    signature: input.signature ?? '',
    active: true,
    bot: false,
  })
  if (teamIds.length > 0) await replaceTeamsOf(tx, id, teamIds)
  const details = { name: input.name, email, role: input.role, teamIds }
  await recordAudit(tx, caller, { action: 'agents.create', subject: { kind: 'agent', id }, details })
  tx.announce(agentChanged({ agentId: id, active: true, sight: false }))
  return toAgent(await demandAgent(tx, id))
}

/** Makes an e-mail address the person's. Throws `conflict` when it is somebody else's. */
export const takeEmail = async (tx: Tx, email: string, agentId: string): Promise<void> => {
  if (await insertSignInName(tx, email, agentId)) return
  throw conflict(
    'agents.email-taken',
    `Somebody signs in with ${email} already. Use another address, or switch that person on again.`,
  )
}

/** Throws `invalid` unless all the teams exist. */
export const demandTeams = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0 || (await countTeams(tx, ids)) === ids.length) return
  throw invalid('agents.unknown-team', 'One of the teams does not exist any more. Choose again.')
}

/** Throws `invalid` unless all the people exist. */
export const demandAgents = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0 || (await agentRowsByIds(tx, ids)).length === ids.length) return
  throw invalid('agents.unknown-agent', 'One of the people does not exist any more. Choose again.')
}

/** A name that is not only space. Throws `invalid`. */
export const demandName = (name: string): string => {
  const text = trimmed(name)
  if (text === null) throw invalid('agents.empty-name', 'The name is empty. Write one.')
  return text
}
