import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { getWorkspace } from '../workspace/index.ts'
import { agentsByIds } from './read-agents.ts'
import { signInNameRow } from './queries/agents.ts'
import { teamIdsOf } from './queries/teams.ts'
import { normalEmail } from './shape.ts'

/** Adds a person without a password; `systemCaller` needs no permission for it (set-up, seeds). */
export { createAgent } from './create-agent.ts'
/** Changes a person's name, address, role, teams, or whether they may sign in. */
export { updateAgent } from './update-agent.ts'
/** Makes a team. */
export { createTeam } from './create-team.ts'
/** Reads people and teams; `visibleInboxIds` tells what a person may see: 'all' or a set of inbox ids. */
export { agentName, agentsByIds, listAgents, listTeams, teamExists, visibleInboxIds } from './read-agents.ts'
/** One-time links through which a person chooses a password: made, found and used up. */
export { createPasswordLink, findPasswordLink, takePasswordLink, endPasswordLinks } from './password-link.ts'
/** What a role gives, and that nobody manages people who may do more than they. */
export { demandMayGive, demandOver, grantOf, peopleUnder } from './roles/grants.ts'
/** Under which headings permissions stand. */
export { permissionGroups } from './roles/groups.ts'
/** Condition: somebody's role lets them do something. */
export { holds } from './queries/roles.ts'
/** Who sees an inbox: as a condition on many people, and asked of some inboxes. */
export { seersOf, seesInbox } from './queries/sight.ts'
/** What this room announces. */
export {
  agentChanged,
  presenceChanged,
  roleChanged,
  skillsChanged,
  teamChanged,
  teamDeleted,
} from './events.ts'
/** People who may be given conversations: teams, skills, limits, which inboxes they see; what their skills are called. */
export { listWorkers, type Worker } from './skills/list-workers.ts'
export { existingSkills, skillRows } from './skills/queries.ts'
export { demandTeams } from './create-agent.ts'
/** Who is here; notes that people are. */
export { listPresences } from './presence/read-presences.ts'
export { noteSeen } from './presence/note-seen.ts'
/** An e-mail address as it is kept and compared. */
export { normalEmail } from './shape.ts'
export type { Agent, FixedRole, Role } from './contract.ts'

/** The zone of the times that a caller sees: their own, else the workspace's. */
export const timeZoneOf = async (db: Db, caller: Caller): Promise<string> => {
  const [agent] = caller.id === undefined ? [] : await agentsByIds(db, [caller.id])
  return agent?.timeZone ?? (await getWorkspace(db)).timeZone
}

/** Ids of a person's teams. */
export const teamsOf = (db: Db, agentId: string): Promise<string[]> => teamIdsOf(db, agentId)

/** Whose e-mail address it is, in whichever workspace; works on any handle. */
export const accountByEmail = (db: Db, email: string) => signInNameRow(db, normalEmail(email))
