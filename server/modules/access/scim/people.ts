import SCIMMY from 'scimmy'
import type { Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { isId } from '../../../kernel/ids.ts'
import { accountByEmail, agentsByIds, createAgent, updateAgent } from '../../agents/index.ts'
import { recordAudit } from '../../audit/index.ts'
import { getWorkspace } from '../../workspace/index.ts'
import { isOurs } from '../sso/place.ts'
import type { ProviderRow } from '../sso/queries.ts'
import { groupsOf } from './queries/groups.ts'
import { placePerson, NO_ROLE } from './place-person.ts'
import {
  deletePerson,
  directoryOf,
  personRows,
  putPerson,
  type Called,
  type PersonRow,
} from './queries/people.ts'
import { nameOf, parse, readUser, type Said } from './read-user.ts'
import { tidyPatch, tidyResource } from './tidy.ts'
import { equality, fitting, listAnswer, narrowed, pageIn, refuse, type ScimAnswer } from './wire.ts'

/** A directory that asks: its provider, and who is noted as having done what it does. */
export interface Directory {
  provider: ProviderRow
  actor: Caller
  /** Where the resources stand: `https://…/scim/v2`. */
  base: string
}

type Query = Readonly<Record<string, string>>
const anyone = { id: null, userKey: null, externalId: null }
const gone = (): Error => refuse(404, 'There is no such user.')

/** Somebody as a SCIM resource. */
const toResource = (row: PersonRow, groups: readonly object[], { base }: Directory) => {
  const { called } = row
  const name = Object.fromEntries(
    Object.entries({
      formatted: called?.formatted,
      familyName: called?.familyName,
      givenName: called?.givenName,
    }).filter(([, value]) => value != null),
  )
  return {
    schemas: [SCIMMY.Schemas.User.definition.id],
    id: row.id,
    ...(called?.externalId ? { externalId: called.externalId } : {}),
    userName: called?.userName ?? row.email,
    ...(Object.keys(name).length === 0 ? {} : { name }),
    displayName: called?.displayName ?? row.name,
    preferredLanguage: row.language,
    active: row.active,
    emails: [{ value: row.email, type: 'work', primary: true }],
    ...(groups.length === 0 ? {} : { groups }),
    meta: {
      resourceType: 'User',
      created: row.createdAt.toISOString(),
      lastModified: (row.updatedAt ?? row.createdAt).toISOString(),
      location: `${base}/Users/${row.id}`,
    },
  }
}

const withGroups = async (db: Db, directory: Directory, rows: readonly PersonRow[]) => {
  const all = await groupsOf(
    db,
    rows.map(({ id }) => id),
  )
  const of = Map.groupBy(all, ({ agentId }) => agentId)
  return rows.map((row) =>
    toResource(
      row,
      (of.get(row.id) ?? []).map(({ id, displayName }) => ({
        value: id,
        display: displayName,
        $ref: `${directory.base}/Groups/${id}`,
      })),
      directory,
    ),
  )
}

/** People who fit a filter, a page of them. */
export const listUsers = async (db: Db, directory: Directory, query: Query): Promise<ScimAnswer> => {
  const { attribute, value } = equality(query.filter) ?? { attribute: '', value: '' }
  const quick =
    attribute === 'username'
      ? { ...anyone, userKey: value.toLowerCase() }
      : attribute === 'externalid'
        ? { ...anyone, externalId: value }
        : undefined
  const rows = await personRows(db, directory.provider.id, quick ?? anyone)
  const { start, count } = pageIn(query)
  if (quick !== undefined || !query.filter?.trim()) {
    const page = await withGroups(db, directory, rows.slice(start - 1, start - 1 + count))
    return listAnswer(
      rows.length,
      start,
      page.map((one) => narrowed(one, query)),
    )
  }
  const found = fitting(await withGroups(db, directory, rows), query.filter)
  return listAnswer(
    found.length,
    start,
    found.slice(start - 1, start - 1 + count).map((one) => narrowed(one, query)),
  )
}

const rowOf = async (db: Db, directory: Directory, id: string): Promise<PersonRow> => {
  const [row] = isId(id) ? await personRows(db, directory.provider.id, { ...anyone, id }) : []
  if (!row) throw gone()
  return row
}

/** One person. */
export const getUser = async (
  db: Db,
  directory: Directory,
  id: string,
  query: Query,
): Promise<ScimAnswer> => {
  const [resource] = await withGroups(db, directory, [await rowOf(db, directory, id)])
  return { status: 200, body: narrowed(resource as object, query) }
}

const demandOurs = ({ provider }: Directory, email: string): void => {
  if (isOurs(provider, email)) return
  throw refuse(400, 'Addresses of this domain may not come in through this provider.', 'invalidValue')
}

const keep = async (tx: Tx, { provider }: Directory, agentId: string, said: Said): Promise<void> => {
  if (await putPerson(tx, provider.id, agentId, said)) return
  throw refuse(409, `There is a user “${said.userName}” already.`, 'uniqueness')
}

/** Takes over somebody who is here already, whom no directory brought. Owners stay as they are. */
const adopt = async (tx: Tx, directory: Directory, agentId: string): Promise<void> => {
  const [agent] = await agentsByIds(tx, [agentId])
  if (!agent || agent.bot || agent.role === 'owner' || (await directoryOf(tx, agentId)) !== undefined)
    throw refuse(409, 'The account with this address belongs to somebody else.', 'uniqueness')
  if (!agent.active) await updateAgent(tx, directory.actor, agentId, { active: true })
}

/** Adds somebody, or takes over who has the address. */
export const createUser = async (tx: Tx, directory: Directory, body: unknown): Promise<ScimAnswer> => {
  const said = readUser(parse(tidyResource('User', body)))
  demandOurs(directory, said.email)
  const account = await accountByEmail(tx, said.email)
  if (account && account.workspaceId !== tx.workspaceId)
    throw refuse(409, 'The account with this address belongs to somebody else.', 'uniqueness')
  let id = account?.agentId
  if (id === undefined) {
    const language = said.language ?? (await getWorkspace(tx)).language
    // Without a group that says otherwise nobody sees anything.
    const role = directory.provider.defaultRole ?? NO_ROLE
    const made = { email: said.email, name: nameOf(said), role, language }
    id = (await createAgent(tx, directory.actor, made)).id
  } else await adopt(tx, directory, id)
  await keep(tx, directory, id, said)
  if (account) {
    await note(tx, directory, 'access.scim-adopt', id)
    await updateAgent(tx, directory.actor, id, { name: nameOf(said) })
  }
  await placePerson(tx, directory, id)
  if (said.active === false) await updateAgent(tx, directory.actor, id, { active: false })
  const answer = await getUser(tx, directory, id, {})
  const location = `${directory.base}/Users/${id}`
  return { ...answer, status: 201, headers: { location } }
}

const note = (tx: Tx, { actor, provider }: Directory, action: string, agentId: string): Promise<void> =>
  recordAudit(tx, actor, {
    action,
    subject: { kind: 'agent', id: agentId },
    details: { provider: provider.name },
  })

/** Writes what a directory says of somebody who is known. */
const write = async (tx: Tx, directory: Directory, row: PersonRow, said: Said): Promise<ScimAnswer> => {
  const before = row.called ?? { ...NOTHING, userName: row.email, displayName: row.name }
  const moved = said.email !== row.email
  const active = said.active ?? row.active
  if (row.role === 'owner' && (moved || (active && !row.active)))
    throw refuse(403, 'An owner’s address and return are decided by owners, not by a directory.')
  if (moved) demandOurs(directory, said.email)
  await keep(tx, directory, row.id, said)
  if (!row.called) await note(tx, directory, 'access.scim-adopt', row.id)
  const [was, is] = [nameOf(before), nameOf(said)]
  await updateAgent(tx, directory.actor, row.id, {
    ...(was === is ? {} : { name: is }),
    ...(moved ? { email: said.email } : {}),
    ...(active === row.active ? {} : { active }),
  })
  if (!row.called || (active && !row.active)) await placePerson(tx, directory, row.id)
  return getUser(tx, directory, row.id, {})
}

const NOTHING: Called = {
  userName: '',
  externalId: null,
  displayName: null,
  formatted: null,
  familyName: null,
  givenName: null,
}

/** Writes somebody anew; whether they may sign in stays where nothing is said of it. */
export const replaceUser = async (
  tx: Tx,
  directory: Directory,
  id: string,
  body: unknown,
): Promise<ScimAnswer> =>
  write(tx, directory, await rowOf(tx, directory, id), readUser(parse(tidyResource('User', body))))

/** Changes of somebody what is named. */
export const patchUser = async (
  tx: Tx,
  directory: Directory,
  id: string,
  body: unknown,
): Promise<ScimAnswer> => {
  const row = await rowOf(tx, directory, id)
  const patch = tidyPatch('User', body)
  if (!patch) return getUser(tx, directory, id, {})
  const { displayName, ...stands } = toResource(row, [], directory)
  // A name that nobody gave would stay when its parts change.
  const named = row.called && row.called.displayName === null ? {} : { displayName }
  const before = new SCIMMY.Schemas.User({ ...stands, ...named } as never)
  const after = await new SCIMMY.Messages.PatchOp(patch as never).apply(before as never)
  return write(tx, directory, row, readUser((after ?? before) as unknown as Record<string, unknown>))
}

/** Switches somebody off and lets go of them: what they did stays, and they can be brought again. */
export const deleteUser = async (tx: Tx, directory: Directory, id: string): Promise<ScimAnswer> => {
  const row = await rowOf(tx, directory, id)
  if (!row.called) throw refuse(403, 'This directory did not bring this user, and cannot remove them.')
  if (row.active) await updateAgent(tx, directory.actor, id, { active: false })
  await deletePerson(tx, id)
  return { status: 204 }
}
