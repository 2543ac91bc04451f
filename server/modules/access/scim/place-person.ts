import type { Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { agentsByIds, grantOf, listTeams, updateAgent } from '../../agents/index.ts'
import { placeByGroups, teamsAfter } from '../sso/place.ts'
import type { ProviderRow } from '../sso/queries.ts'
import { groupsOf } from './queries/groups.ts'
import { broughtBy } from './queries/people.ts'

/** Whom no group gives a role: sees only what their teams see, and writes nothing. */
export const NO_ROLE = 'readonly'

/** The names under which mappings may speak of the groups that somebody is in: as shown, and as the directory numbers them. */
export const groupNames = async (db: Db, agentId: string): Promise<string[]> =>
  (await groupsOf(db, [agentId])).flatMap(({ displayName, externalId, id }) => [
    displayName,
    ...(externalId === null ? [] : [externalId]),
    id,
  ])

/**
 * Puts somebody where their groups do, by the same mapping as signing in does. Owners stay where they are; where no mapping
 * names a role, roles are given by hand.
 */
export const placePerson = async (
  tx: Tx,
  { provider, actor }: { provider: ProviderRow; actor: Caller },
  agentId: string,
): Promise<void> => {
  const [agent] = await agentsByIds(tx, [agentId])
  if (!provider.followsGroups || !agent || agent.role === 'owner') return
  const place = placeByGroups(provider, await groupNames(tx, agentId))
  const given = place.role !== null && (await grantOf(tx, place.role)) ? place.role : NO_ROLE
  const decides = place.role !== null || provider.mappings.some(({ role }) => role !== null)
  const known = new Set((await listTeams(tx)).map(({ id }) => id))
  await updateAgent(tx, actor, agentId, {
    ...(decides ? { role: given } : {}),
    teamIds: teamsAfter(provider, agent.teamIds, place).filter((id) => known.has(id)),
  })
}

/** The same for everybody whom a directory brought, once the mapping is another one. */
export const placeEverybody = async (
  tx: Tx,
  directory: { provider: ProviderRow; actor: Caller },
): Promise<void> => {
  for (const agentId of await broughtBy(tx, directory.provider.id)) await placePerson(tx, directory, agentId)
}
