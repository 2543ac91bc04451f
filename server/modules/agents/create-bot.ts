import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import type { Agent } from './contract.ts'
import { demandName, demandTeams } from './create-agent.ts'
import { agentChanged } from './events.ts'
import { insertAgent } from './queries/agents.ts'
import { replaceTeamsOf } from './queries/teams.ts'
import { demandAgent } from './read-agents.ts'
import { demandMayGive } from './roles/grants.ts'
import { botAddress, toAgent } from './shape.ts'

/** Adds a bot: somebody who never signs in and works through API keys, with an agent's rights. */
export const createBot = async (
  tx: Tx,
  caller: Caller,
  input: { name: string; teamIds: readonly string[]; language: 'ja' | 'en' },
): Promise<Agent> => {
  demand(caller, 'people.write')
  await demandMayGive(tx, caller, 'agent')
  const id = newId()
  const teamIds = [...new Set(input.teamIds)]
  await demandTeams(tx, teamIds)
  const name = demandName(input.name)
  await insertAgent(tx, {
    id,
    email: botAddress(id),
    name,
    kana: null,
    role: 'agent',
    language: input.language,
    signature: '',
    active: true,
    bot: true,
  })
  if (teamIds.length > 0) await replaceTeamsOf(tx, id, teamIds)
  await recordAudit(tx, caller, {
    action: 'agents.create-bot',
    subject: { kind: 'agent', id },
    details: { name, teamIds },
  })
  tx.announce(agentChanged({ agentId: id, active: true, sight: false }))
  return toAgent(await demandAgent(tx, id))
}
