import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import type { Team } from './contract.ts'
import { demandAgents, demandName } from './create-agent.ts'
import { nameTaken } from './create-team.ts'
import { teamChanged } from './events.ts'
import { lockTeam, renameTeam, replaceMembersOf } from './queries/teams.ts'
import { demandTeam } from './read-agents.ts'

/** Renames a team or replaces its members; what is left out stays. */
export const updateTeam = async (
  tx: Tx,
  caller: Caller,
  id: string,
  change: { name?: string | undefined; agentIds?: readonly string[] | undefined },
): Promise<Team> => {
  demand(caller, 'people.write')
  await lockTeam(tx, id)
  const before = await demandTeam(tx, id)
  const name = change.name === undefined ? before.name : demandName(change.name)
  if (name !== before.name && !(await renameTeam(tx, { id, name }))) throw nameTaken(name)
  let moved = 0
  if (change.agentIds) {
    const agentIds = [...new Set(change.agentIds)]
    await demandAgents(tx, agentIds)
    moved = await replaceMembersOf(tx, id, agentIds)
  }
  const after = await demandTeam(tx, id)
  const changed = changedFields(before, after)
  if (Object.keys(changed).length === 0) return after
  await recordAudit(tx, caller, {
    action: 'agents.update-team',
    subject: { kind: 'team', id },
    details: changed,
  })
  tx.announce(teamChanged({ teamId: id, sight: moved > 0 }))
  return after
}
