import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { recordAudit } from '../audit/index.ts'
import { teamDeleted } from './events.ts'
import { deleteTeamRow, lockTeam } from './queries/teams.ts'
import { demandTeam } from './read-agents.ts'

/** Removes a team. Its members and inboxes stay; whoever points to it listens to `team.deleted`. */
export const deleteTeam = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'people.write')
  await lockTeam(tx, id)
  const { name, agentIds } = await demandTeam(tx, id)
  await deleteTeamRow(tx, id)
  await recordAudit(tx, caller, {
    action: 'agents.delete-team',
    subject: { kind: 'team', id },
    details: { name, agentIds },
  })
  tx.announce(teamDeleted({ teamId: id }))
}
