import type { Db } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Agent, Team } from './contract.ts'
import { agentRows, agentRowsByIds, type AgentRow } from './queries/agents.ts'
import { roleRow } from './queries/roles.ts'
import { countTeams, linkedInboxIds, teamRow, teamRows } from './queries/teams.ts'
import { isFixed, seeingAll } from './roles/fixed.ts'
import { toAgent, toTeam } from './shape.ts'

/** Everybody who works here, switched off or not, oldest first. */
export const listAgents = async (db: Db): Promise<Agent[]> => (await agentRows(db)).map(toAgent)

/** Those of the given people that exist, in no promised order. */
export const agentsByIds = async (db: Db, ids: readonly string[]): Promise<Agent[]> =>
  ids.length === 0 ? [] : (await agentRowsByIds(db, ids)).map(toAgent)

/** A person's name; undefined when there is no such person. */
export const agentName = async (db: Db, id: string): Promise<string | undefined> =>
  (await agentRowsByIds(db, [id]))[0]?.name

/** A person's row. Throws `not-found`. */
export const demandAgent = async (db: Db, id: string): Promise<AgentRow> => {
  const [row] = await agentRowsByIds(db, [id])
  if (!row) throw notFound('agents.no-agent', 'There is no such person here.')
  return row
}

/** All teams with their members, by name. */
export const listTeams = async (db: Db): Promise<Team[]> => (await teamRows(db)).map(toTeam)

/** A team. Throws `not-found`. */
export const demandTeam = async (db: Db, id: string): Promise<Team> => {
  const row = await teamRow(db, id)
  if (!row) throw notFound('agents.no-team', 'There is no such team.')
  return toTeam(row)
}

/** True if there is such a team. */
export const teamExists = async (db: Db, id: string): Promise<boolean> => (await countTeams(db, [id])) === 1

/** Ids of the inboxes that a person may see by their role: all, or those of their teams. */
export const visibleInboxIds = async (
  db: Db,
  agentId: string,
  role: string,
): Promise<'all' | ReadonlySet<string>> => {
  const all = isFixed(role) ? seeingAll.includes(role) : (await roleRow(db, role))?.allInboxes
  return all ? 'all' : new Set(await linkedInboxIds(db, agentId))
}
