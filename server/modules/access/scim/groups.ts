import SCIMMY from 'scimmy'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { isId, newId } from '../../../kernel/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import {
  deleteGroup,
  groupRows,
  knownMembers,
  lockGroup,
  memberRows,
  moveMembers,
  putGroup,
  type GroupRow,
} from './queries/groups.ts'
import type { Directory } from './people.ts'
import { placePerson } from './place-person.ts'
import { tidyPatch, tidyResource } from './tidy.ts'
import { equality, fitting, listAnswer, narrowed, pageIn, refuse, type ScimAnswer } from './wire.ts'

type Query = Readonly<Record<string, string>>
const any = { id: null, nameKey: null, externalId: null }

/** Groups as SCIM resources, with who is in them. */
const withMembers = async (db: Db, { base }: Directory, rows: readonly GroupRow[]) => {
  const all = await memberRows(
    db,
    rows.map(({ id }) => id),
  )
  const of = Map.groupBy(all, ({ groupId }) => groupId)
  return rows.map((row) => ({
    schemas: [SCIMMY.Schemas.Group.definition.id],
    id: row.id,
    ...(row.externalId === null ? {} : { externalId: row.externalId }),
    displayName: row.displayName,
    members: (of.get(row.id) ?? []).map(({ agentId, name }) => ({
      value: agentId,
      display: name,
      type: 'User',
      $ref: `${base}/Users/${agentId}`,
    })),
    meta: {
      resourceType: 'Group',
      created: row.createdAt.toISOString(),
      lastModified: row.updatedAt.toISOString(),
      location: `${base}/Groups/${row.id}`,
    },
  }))
}

/** Groups that fit a filter, a page of them. */
export const listGroups = async (db: Db, directory: Directory, query: Query): Promise<ScimAnswer> => {
  const { attribute, value } = equality(query.filter) ?? { attribute: '', value: '' }
  const quick =
    attribute === 'displayname'
      ? { ...any, nameKey: value.toLowerCase() }
      : attribute === 'externalid'
        ? { ...any, externalId: value }
        : undefined
  const rows = await groupRows(db, directory.provider.id, quick ?? any)
  const { start, count } = pageIn(query)
  if (quick !== undefined || !query.filter?.trim()) {
    const page = await withMembers(db, directory, rows.slice(start - 1, start - 1 + count))
    return listAnswer(
      rows.length,
      start,
      page.map((one) => narrowed(one, query)),
    )
  }
  const found = fitting(await withMembers(db, directory, rows), query.filter)
  return listAnswer(
    found.length,
    start,
    found.slice(start - 1, start - 1 + count).map((one) => narrowed(one, query)),
  )
}

const rowOf = async (db: Db, { provider }: Directory, id: string): Promise<GroupRow> => {
  const [row] = isId(id) ? await groupRows(db, provider.id, { ...any, id }) : []
  if (!row) throw refuse(404, 'There is no such group.')
  return row
}

/** One group. */
export const getGroup = async (
  db: Db,
  directory: Directory,
  id: string,
  query: Query,
): Promise<ScimAnswer> => {
  const [resource] = await withMembers(db, directory, [await rowOf(db, directory, id)])
  return { status: 200, body: narrowed(resource as object, query) }
}

interface Said {
  displayName: string
  externalId: string | null
  /** undefined: nothing is said of them. */
  members: string[] | undefined
}

const readGroup = (resource: Record<string, unknown>): Said => {
  const displayName = typeof resource['displayName'] === 'string' ? resource['displayName'].trim() : ''
  if (displayName === '' || displayName.length > 300)
    throw refuse(400, 'displayName is missing or longer than 300 characters.', 'invalidValue')
  const members = resource['members'] as { value?: string }[] | undefined
  return {
    displayName,
    externalId: typeof resource['externalId'] === 'string' ? resource['externalId'].slice(0, 300) : null,
    members: members && [...new Set(members.map(({ value }) => String(value ?? '').toLowerCase()))],
  }
}

const parse = (body: object): Record<string, unknown> =>
  new SCIMMY.Schemas.Group(body as never, 'in') as unknown as Record<string, unknown>

const write = async (
  tx: Tx,
  directory: Directory,
  id: string,
  said: Said,
  before: { row: GroupRow; members: readonly string[] } | undefined,
): Promise<ScimAnswer> => {
  const { provider } = directory
  const [was, is] = [new Set(before?.members), new Set(said.members ?? before?.members)]
  const added = [...is].filter((one) => !was.has(one))
  const removed = [...was].filter((one) => !is.has(one))
  const known = added.every(isId) ? await knownMembers(tx, provider.id, added) : []
  const unknown = added.find((one) => !known.includes(one))
  if (unknown !== undefined)
    throw refuse(400, `There is no user “${unknown}” of this directory: bring them first.`, 'invalidValue')
  if (!(await putGroup(tx, provider.id, { id, ...said })))
    throw refuse(409, `There is a group “${said.displayName}” already.`, 'uniqueness')
  await moveMembers(tx, id, { added, removed })
  const renamed =
    before && (before.row.displayName !== said.displayName || before.row.externalId !== said.externalId)
  if (!before || renamed || added.length + removed.length > 0)
    await note(tx, directory, before ? 'update' : 'create', id, {
      name: said.displayName,
      ...(added.length > 0 ? { added } : {}),
      ...(removed.length > 0 ? { removed } : {}),
    })
  // Another name means another mapping for everybody inside.
  for (const agentId of renamed ? new Set([...was, ...is]) : [...added, ...removed])
    await placePerson(tx, directory, agentId)
  return getGroup(tx, directory, id, {})
}

const note = (
  tx: Tx,
  { actor, provider }: Directory,
  verb: 'create' | 'update' | 'delete',
  id: string,
  details: Record<string, unknown>,
): Promise<void> =>
  recordAudit(tx, actor, {
    action: `access.scim-${verb}-group`,
    subject: { kind: 'scim-group', id },
    details: { provider: provider.name, ...details },
  })

/** Adds a group. */
export const createGroup = async (tx: Tx, directory: Directory, body: unknown): Promise<ScimAnswer> => {
  const id = newId()
  const answer = await write(tx, directory, id, readGroup(parse(tidyResource('Group', body))), undefined)
  return { ...answer, status: 201, headers: { location: `${directory.base}/Groups/${id}` } }
}

const held = async (tx: Tx, directory: Directory, id: string) => {
  if (isId(id)) await lockGroup(tx, id)
  const row = await rowOf(tx, directory, id)
  const members = (await memberRows(tx, [id])).map(({ agentId }) => agentId)
  return { row, members }
}

/** Writes a group anew: whoever is not named is not in it. */
export const replaceGroup = async (
  tx: Tx,
  directory: Directory,
  id: string,
  body: unknown,
): Promise<ScimAnswer> => {
  const before = await held(tx, directory, id)
  const said = readGroup(parse(tidyResource('Group', body)))
  return write(tx, directory, id, { ...said, members: said.members ?? [] }, before)
}

/** Changes of a group what is named. */
export const patchGroup = async (
  tx: Tx,
  directory: Directory,
  id: string,
  body: unknown,
): Promise<ScimAnswer> => {
  const before = await held(tx, directory, id)
  const patch = tidyPatch('Group', body)
  if (!patch) return getGroup(tx, directory, id, {})
  const { row, members } = before
  const stands = new SCIMMY.Schemas.Group({
    schemas: [SCIMMY.Schemas.Group.definition.id],
    id,
    displayName: row.displayName,
    ...(row.externalId === null ? {} : { externalId: row.externalId }),
    ...(members.length === 0 ? {} : { members: members.map((value) => ({ value })) }),
  } as never)
  const after = await new SCIMMY.Messages.PatchOp(patch as never).apply(stands as never)
  const said = readGroup((after ?? stands) as unknown as Record<string, unknown>)
  return write(tx, directory, id, { ...said, members: said.members ?? [] }, before)
}

/** Removes a group; what it gave ends. */
export const removeGroup = async (tx: Tx, directory: Directory, id: string): Promise<ScimAnswer> => {
  const { row, members } = await held(tx, directory, id)
  await deleteGroup(tx, id)
  await note(tx, directory, 'delete', id, { name: row.displayName, removed: members })
  for (const agentId of members) await placePerson(tx, directory, agentId)
  return { status: 204 }
}
