import type { Permission } from '../../kernel/room.ts'
import { role, type Role } from '../agents/contract.ts'

/** One line of the table of roles: a permission, what it means, and who has it. */
export interface RoleMatrixRow {
  permission: string
  title: { en: string; ja: string }
  roles: Record<Role, boolean>
}

/** The table of roles for the documentation, from what the rooms declare; by permission. */
export const roleMatrix = (permissions: Readonly<Record<string, Permission>>): RoleMatrixRow[] =>
  Object.entries(permissions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([permission, { title, roles }]) => ({
      permission,
      title,
      roles: Object.fromEntries(role.options.map((name) => [name, roles.includes(name)])) as Record<
        Role,
        boolean
      >,
    }))
