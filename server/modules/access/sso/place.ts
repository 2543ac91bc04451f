import type { ProviderRow } from './queries.ts'

/** What somebody's groups make of them here. */
export interface Place {
  /** null: none of the groups says, and there is no role for the others. */
  role: string | null
  teamIds: string[]
}

/**
 * Which role and teams somebody has by their groups: the role of the first mapping that fits and names one, else the one
 * for everybody else; the teams of all that fit.
 */
export const placeByGroups = (
  { mappings, defaultRole }: Pick<ProviderRow, 'mappings' | 'defaultRole'>,
  groups: readonly string[],
): Place => {
  const fitting = mappings.filter(({ group }) => groups.includes(group))
  return {
    role: fitting.find(({ role }) => role !== null)?.role ?? defaultRole,
    teamIds: [...new Set(fitting.flatMap(({ teamIds }) => teamIds))],
  }
}

/** The teams of somebody whose groups changed: those that no mapping names stay theirs. */
export const teamsAfter = (
  { mappings }: Pick<ProviderRow, 'mappings'>,
  before: readonly string[],
  place: Place,
): string[] => {
  const mapped = new Set(mappings.flatMap(({ teamIds }) => teamIds))
  return [...new Set([...before.filter((id) => !mapped.has(id)), ...place.teamIds])]
}

/** True where an address belongs to one of the domains, or where there are none. */
export const isOurs = ({ emailDomains }: Pick<ProviderRow, 'emailDomains'>, email: string): boolean =>
  emailDomains.length === 0 || emailDomains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase())
