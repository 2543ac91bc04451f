import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid, notFound, type AppError } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { permissionsIn } from '../../../kernel/permissions.ts'
import { changedFields, recordAudit } from '../../audit/index.ts'
import type { OneRole } from '../contract-roles.ts'
import { demandName } from '../create-agent.ts'
import { agentChanged, roleChanged } from '../events.ts'
import { insertRole, lockHolders, lockRole, roleRows, updateRoleRow, type RoleRow } from '../queries/roles.ts'
import { FIXED_TITLES } from './fixed.ts'
import { demandWithin } from './grants.ts'
import { declaredOf, toRole } from './list-roles.ts'

/** More roles than this nobody can tell apart. */
const MOST = 50

/** What of a role is chosen; what is left out of a change stays. */
export interface RoleChange {
  name?: string | undefined
  description?: string | undefined
  permissions?: readonly string[] | undefined
  allInboxes?: boolean | undefined
}

/** Makes a role of the workspace's own. Throws `forbidden` for one that may do more than whoever makes it. */
export const createRole = async (
  tx: Tx,
  caller: Caller,
  input: Required<{ [K in keyof RoleChange]: Exclude<RoleChange[K], undefined> }>,
): Promise<OneRole> => {
  demand(caller, 'people.write')
  if ((await roleRows(tx)).length >= MOST)
    throw conflict(
      'agents.too-many-roles',
      `A workspace can have ${MOST} roles of its own. Remove one first.`,
    )
  const role = { id: newId(), ...wellFormed(tx, caller, input) }
  if (!(await insertRole(tx, role))) throw nameTaken(role.name)
  const { id, ...details } = role
  await recordAudit(tx, caller, { action: 'agents.create-role', subject: { kind: 'role', id }, details })
  tx.announce(roleChanged({ roleId: id }))
  return toRole(role, [])
}

/** Changes a role for everybody who has it. Throws `forbidden` where it may or would do more than the caller. */
export const updateRole = async (
  tx: Tx,
  caller: Caller,
  id: string,
  change: RoleChange,
): Promise<OneRole> => {
  demand(caller, 'people.write')
  const before = await demandRole(tx, id)
  demandRow(tx, caller, before)
  const after: RoleRow = {
    id,
    ...wellFormed(tx, caller, {
      name: change.name ?? before.name,
      description: change.description ?? before.description,
      permissions: change.permissions ?? declaredOf(permissionsIn(tx.kernel), before),
      allInboxes: change.allInboxes ?? before.allInboxes,
    }),
  }
  const holders = await lockHolders(tx, id)
  const answer = toRole(
    after,
    holders.map((holder) => holder.id),
  )
  const changed = changedFields(before, after)
  if (Object.keys(changed).length === 0) return answer
  if (!(await updateRoleRow(tx, after))) throw nameTaken(after.name)
  const details = { ...changed, ...('name' in changed ? {} : { name: after.name }) }
  await recordAudit(tx, caller, { action: 'agents.update-role', subject: { kind: 'role', id }, details })
  tx.announce(roleChanged({ roleId: id }))
  if ('permissions' in changed || 'allInboxes' in changed)
    for (const { id: agentId, active } of holders) tx.announce(agentChanged({ agentId, active, sight: true }))
  return answer
}

/** A role of the workspace's own, held until the end of the transaction. Throws `not-found`. */
export const demandRole = async (tx: Tx, id: string): Promise<RoleRow> => {
  const row = await lockRole(tx, id)
  if (!row) throw notFound('agents.no-role', 'There is no such role (any more).')
  return row
}

/** Throws `forbidden` for a role that may do more than the caller. */
export const demandRow = (tx: Tx, caller: Caller, { permissions, allInboxes }: RoleRow): void =>
  demandWithin(tx, caller, {
    permissions: permissionsIn(tx.kernel).ofNames(permissions, allInboxes),
    allInboxes,
  })

const nameTaken = (name: string): AppError =>
  conflict('agents.role-exists', `There is a role “${name}” already. Choose another name.`)

/** A role as it is kept: whole, in order, and within what the caller may give. Throws `invalid` or `forbidden`. */
const wellFormed = (
  tx: Tx,
  caller: Caller,
  input: Required<{ [K in keyof RoleChange]: Exclude<RoleChange[K], undefined> }>,
): Omit<RoleRow, 'id'> => {
  const name = demandName(input.name)
  const plain = name.normalize('NFKC').toLowerCase()
  if (Object.values(FIXED_TITLES).some(({ en, ja }) => [en.toLowerCase(), ja].includes(plain)))
    throw nameTaken(name)
  const { all } = permissionsIn(tx.kernel)
  const always = [...all].flatMap(([one, permission]) => (permission.always ? [one] : []))
  const permissions = [...new Set([...input.permissions, ...always])].sort()
  for (const one of permissions) demandFits(all, one, permissions, input.allInboxes)
  demandWithin(tx, caller, { permissions: new Set(permissions), allInboxes: input.allInboxes })
  return { name, description: input.description.trim(), permissions, allInboxes: input.allInboxes }
}

/** Throws `invalid` for a permission that does not exist, or means nothing as the role stands. */
const demandFits = (
  all: ReturnType<typeof permissionsIn>['all'],
  name: string,
  permissions: readonly string[],
  allInboxes: boolean,
): void => {
  const permission = all.get(name)
  if (!permission || permission.ownersOnly)
    throw wrong('agents.no-permission', `There is no permission “${name}”.`)
  const { en } = permission.title
  if (permission.everywhere && !allInboxes)
    throw wrong('agents.needs-all-inboxes', `“${en}” reaches every inbox. Let the role see all of them.`)
  const missing = permission.needs?.find((one) => !permissions.includes(one))
  if (missing)
    throw wrong(
      'agents.needs-permission',
      `“${en}” needs “${all.get(missing)?.title.en ?? missing}”. Add it.`,
    )
}

const wrong = (code: string, message: string): AppError =>
  invalid(code, message, { fields: [{ path: 'body.permissions', message }] })
