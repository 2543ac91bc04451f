import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, type AppError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import type { Team } from './contract.ts'
import { demandAgents, demandName } from './create-agent.ts'
import { teamChanged } from './events.ts'
import { insertTeam, replaceMembersOf } from './queries/teams.ts'
import { demandTeam } from './read-agents.ts'

/** Makes a team. Throws `conflict` when the name is taken. */
export const createTeam = async (
  tx: Tx,
  caller: Caller,
  input: { name: string; agentIds?: readonly string[] | undefined },
): Promise<Team> => {
  demand(caller, 'people.write')
  const id = newId()
  const name = demandName(input.name)
  const agentIds = [...new Set(input.agentIds)]
  await demandAgents(tx, agentIds)
  if (!(await insertTeam(tx, { id, name }))) throw nameTaken(name)
  if (agentIds.length > 0) await replaceMembersOf(tx, id, agentIds)
  await recordAudit(tx, caller, {
    action: 'agents.create-team',
    subject: { kind: 'team', id },
    details: { name, agentIds },
  })
  tx.announce(teamChanged({ teamId: id, sight: agentIds.length > 0 }))
  return demandTeam(tx, id)
}

/** Two teams of one name could not be told apart. */
export const nameTaken = (name: string): AppError =>
  conflict('agents.team-exists', `There is a team “${name}” already. Choose another name.`)
