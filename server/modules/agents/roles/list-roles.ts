import type { Db } from '../../../kernel/db/index.ts'
import { permissionsIn, type Permissions } from '../../../kernel/permissions.ts'
import { fixedRole, type OneRole } from '../contract-roles.ts'
import { holderRows, roleRows, type RoleRow } from '../queries/roles.ts'
import { FIXED_TITLES, seeingAll } from './fixed.ts'
import { permissionGroups } from './groups.ts'

/** A role of the workspace's own as the API gives it. */
export const toRole = (row: RoleRow, agentIds: readonly string[]): OneRole => ({
  id: row.id,
  title: { en: row.name, ja: row.name },
  fixed: false,
  description: row.description,
  permissions: row.permissions,
  allInboxes: row.allInboxes,
  agentIds: [...agentIds],
})

/** What of a kept role means something today: a release may have taken a permission away, or asks another one for it. */
export const declaredOf = (
  known: Permissions,
  { permissions, allInboxes }: Pick<RoleRow, 'permissions' | 'allInboxes'>,
): string[] => {
  const names = known.ofNames(permissions, allInboxes)
  const whole = [...names].filter(
    (name) => known.all.get(name)?.needs?.every((one) => names.has(one)) ?? true,
  )
  return whole.length === names.size ? whole : declaredOf(known, { permissions: whole, allInboxes })
}

/** All roles with who has them: the house's own, then the workspace's by name. */
export const listRoles = async (db: Db): Promise<OneRole[]> => {
  const [rows, holders] = await Promise.all([roleRows(db), holderRows(db)])
  const heldBy = Map.groupBy(holders, ({ role }) => role)
  const agentIds = (role: string): string[] => heldBy.get(role)?.map(({ id }) => id) ?? []
  const known = permissionsIn(db.kernel)
  const fixed = fixedRole.options.map((name) => ({
    id: name,
    title: FIXED_TITLES[name],
    fixed: true,
    description: '',
    permissions: [...known.ofRole(name)].sort(),
    allInboxes: seeingAll.includes(name),
    agentIds: agentIds(name),
  }))
  return [
    ...fixed,
    ...rows.map((row) => toRole({ ...row, permissions: declaredOf(known, row) }, agentIds(row.id))),
  ]
}

/** All permissions in plain words, by heading; headings without any are left out. */
export const listPermissions = (db: Db) => {
  // What is for owners alone nobody can choose.
  const all = [...permissionsIn(db.kernel).all].filter(([, { ownersOnly }]) => !ownersOnly)
  return permissionGroups
    .map(({ id, title }) => ({
      id,
      title,
      permissions: all
        .filter(([, { group }]) => group === id)
        .map(([name, permission]) => ({
          name,
          title: permission.title,
          detail: permission.detail ?? null,
          needs: [...(permission.needs ?? [])],
          everywhere: permission.everywhere ?? false,
          always: permission.always ?? false,
        })),
    }))
    .filter(({ permissions }) => permissions.length > 0)
}
