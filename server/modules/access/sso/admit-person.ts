import { systemCaller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { conflict, forbidden, type AppError } from '../../../kernel/errors.ts'
import {
  accountByEmail,
  agentsByIds,
  createAgent,
  grantOf,
  listTeams,
  normalEmail,
  updateAgent,
  type Agent,
} from '../../agents/index.ts'
import { getWorkspace } from '../../workspace/index.ts'
import { groupNames } from '../scim/place-person.ts'
import { directoryOf } from '../scim/queries/people.ts'
import { isOurs, placeByGroups, teamsAfter, type Place } from './place.ts'
import { insertLink, linkedAgent, linksOf, touchLink, type ProviderRow } from './queries.ts'
import type { Claims } from './read-claims.ts'

/** Who somebody is here by what a provider says of them, or why they are nobody. */
export interface Judgement {
  /** Linked before, found by their address, to be added, or nobody. */
  person: 'known' | 'found' | 'new' | 'none'
  agent: Agent | undefined
  place: Place
  refusal: AppError | undefined
}

const refuse = {
  off: () =>
    forbidden('access.switched-off', 'This account was switched off. Ask an owner of the workspace.'),
  noEmail: () =>
    forbidden(
      'access.sso-no-email',
      'The provider did not send your e-mail address. Ask whoever manages it.',
    ),
  domain: () =>
    forbidden(
      'access.sso-domain',
      'Addresses of this domain may not sign in here. Ask an owner of the workspace.',
    ),
  unverified: () =>
    forbidden(
      'access.sso-unverified',
      'There is an account with this address, but the provider does not say that the address is yours. Sign in as before, and link the two under Settings › Security.',
    ),
  owner: () =>
    forbidden(
      'access.sso-owner',
      'Owners link their account themselves: sign in as before, and link the two under Settings › Security.',
    ),
  taken: () =>
    conflict(
      'access.sso-taken',
      'The account with this address belongs to somebody else. Ask an owner of the workspace.',
    ),
  unknown: () =>
    forbidden(
      'access.sso-unknown',
      'You have no account here yet. Ask an owner of the workspace to add you.',
    ),
  denied: () =>
    forbidden(
      'access.sso-email-denied',
      'The provider says that your address is not confirmed. Confirm it there first.',
    ),
  noRole: () =>
    forbidden(
      'access.sso-no-role',
      'None of your groups may sign in here. Ask whoever manages the groups, or an owner.',
    ),
  leftOut: () =>
    forbidden(
      'access.sso-groups-left-out',
      'You are in so many groups that the provider left them out. An owner can let it send only those that are assigned to Madoguchi.',
    ),
  roleGone: () =>
    forbidden('access.sso-role-gone', 'The role for your group was removed. Ask an owner of the workspace.'),
}

/** Why somebody's groups give them no place; undefined where they do. */
const placeRefusal = async (db: Db, claims: Claims, { role }: Place): Promise<AppError | undefined> => {
  if (role === null) return claims.groupsLeftOut ? refuse.leftOut() : refuse.noRole()
  return (await grantOf(db, role)) ? undefined : refuse.roleGone()
}

/** Whether somebody may be linked who was found by their address: never by an address that may not be theirs. */
const foundRefusal = async (
  db: Db,
  provider: ProviderRow,
  claims: Claims,
  agent: Agent | undefined,
): Promise<AppError | undefined> => {
  if (!agent || agent.bot) return refuse.taken()
  // Whom the directory of this provider brought, with this address, it vouches for; unless the token denies it.
  const brought = !claims.emailDenied && (await directoryOf(db, agent.id)) === provider.id
  if (!claims.emailVerified && !brought) return refuse.unverified()
  if (agent.role === 'owner') return refuse.owner()
  if (!agent.active) return refuse.off()
  const links = await linksOf(db, agent.id)
  return links.some(({ providerId }) => providerId === provider.id) ? refuse.taken() : undefined
}

/** Finds out who somebody is here, and where their groups put them. Changes nothing. */
export const judge = async (db: Db, provider: ProviderRow, claims: Claims): Promise<Judgement> => {
  const linked = await linkedAgent(db, provider.id, claims.subject)
  const account =
    linked === undefined && claims.email !== null ? await accountByEmail(db, claims.email) : undefined
  const known = linked ?? (account?.workspaceId === db.workspaceId ? account.agentId : undefined)
  // What the directory said of somebody by SCIM counts beside what the token does.
  const groups = known === undefined ? [] : await groupNames(db, known)
  const place = placeByGroups(provider, [...claims.groups, ...groups])
  const none = (refusal: AppError): Judgement => ({ person: 'none', agent: undefined, place, refusal })
  const byGroups = (): Promise<AppError | undefined> => placeRefusal(db, claims, place)
  if (linked !== undefined) {
    const [agent] = await agentsByIds(db, [linked])
    if (!agent?.active) return { person: 'known', agent, place, refusal: refuse.off() }
    const held = provider.followsGroups && agent.role !== 'owner'
    return { person: 'known', agent, place, refusal: held ? await byGroups() : undefined }
  }
  if (claims.email === null) return none(refuse.noEmail())
  if (!isOurs(provider, claims.email)) return none(refuse.domain())
  if (account) {
    const [agent] = account.workspaceId === db.workspaceId ? await agentsByIds(db, [account.agentId]) : []
    const refusal = await foundRefusal(db, provider, claims, agent)
    return {
      person: 'found',
      agent,
      place,
      refusal: refusal ?? (provider.followsGroups ? await byGroups() : undefined),
    }
  }
  if (!provider.addsPeople) return none(refuse.unknown())
  if (claims.emailDenied) return none(refuse.denied())
  return { person: 'new', agent: undefined, place, refusal: await byGroups() }
}

/** Lets somebody in as who they are: adds or links them, and puts them where their groups do. Throws the refusal. */
export const admitPerson = async (tx: Tx, provider: ProviderRow, claims: Claims): Promise<Agent> => {
  const { person, agent, place, refusal } = await judge(tx, provider, claims)
  if (refusal) throw refusal
  const actor = { ...systemCaller(tx.workspaceId), name: provider.name }
  const known = new Set((await listTeams(tx)).map(({ id }) => id))
  const still = (ids: readonly string[]): string[] => ids.filter((id) => known.has(id))
  if (!agent) {
    const email = normalEmail(claims.email ?? '')
    const added = await createAgent(tx, actor, {
      email,
      name: claims.name ?? email.slice(0, email.indexOf('@')),
      role: place.role ?? 'readonly',
      teamIds: still(place.teamIds),
      language: claims.language ?? (await getWorkspace(tx)).language,
    })
    await insertLink(tx, { providerId: provider.id, subject: claims.subject, agentId: added.id })
    return added
  }
  if (person === 'known') await touchLink(tx, provider.id, claims.subject)
  else await insertLink(tx, { providerId: provider.id, subject: claims.subject, agentId: agent.id })
  if (!provider.followsGroups || agent.role === 'owner') return agent
  return updateAgent(tx, actor, agent.id, {
    ...(place.role === null ? {} : { role: place.role }),
    teamIds: still(teamsAfter(provider, agent.teamIds, place)),
  })
}
