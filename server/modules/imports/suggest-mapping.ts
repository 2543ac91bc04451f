import type { Db } from '../../kernel/db/index.ts'
import { listAgents, listTeams, normalEmail } from '../agents/index.ts'
import type { Mapping } from './contract-mapping.ts'
import { valueRows } from './queries/report.ts'

const MOST = 5000

const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Fills in what suggests itself: agents by their mail address, else by a name that nobody else has; teams by their name. */
export const suggestMapping = async (db: Db, importId: string, mapping: Mapping): Promise<Mapping> => {
  const [values, agents, teams] = await Promise.all([
    valueRows(db, importId, MOST),
    listAgents(db),
    listTeams(db),
  ])
  const byEmail = new Map(agents.map(({ id, email }) => [normalEmail(email), id]))
  const alone = <One extends { id: string; name: string }>(all: readonly One[]): Map<string, string> =>
    new Map(
      all
        .filter((one) => all.filter(({ name }) => plain(name) === plain(one.name)).length === 1)
        .map(({ id, name }) => [plain(name), id]),
    )
  const [agentNames, teamNames] = [alone(agents), alone(teams)]
  const suggested = { agents: { ...mapping.agents }, teams: { ...mapping.teams } }
  for (const { kind, value, label, detail } of values) {
    const name = plain(label === '' ? value : label)
    if (kind === 'agent') {
      const id = (detail && byEmail.get(normalEmail(detail))) || agentNames.get(name)
      if (id && suggested.agents[value] === undefined) suggested.agents[value] = id
    }
    if (kind === 'team') {
      const id = teamNames.get(name)
      if (id && suggested.teams[value] === undefined) suggested.teams[value] = id
    }
  }
  return { ...mapping, ...suggested }
}
