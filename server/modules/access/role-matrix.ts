import type { Permissions } from '../../kernel/permissions.ts'
import { fixedRole, type FixedRole } from '../agents/contract.ts'

/** One line of the table of roles: a permission, what it means, and who has it. */
export interface RoleMatrixRow {
  permission: string
  title: { en: string; ja: string }
  /** ` *`: only with every inbox in sight; ` +`: every role has it; ` !`: owners alone. */
  mark: string
  roles: Record<FixedRole, boolean>
}

/** The table of roles for the documentation, from what the rooms declare; by permission. */
export const roleMatrix = ({ all }: Permissions): RoleMatrixRow[] =>
  [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([permission, { title, roles, everywhere, always, ownersOnly }]) => ({
      permission,
      title,
      mark: ownersOnly ? ' !' : everywhere ? ' *' : always ? ' +' : '',
      roles: Object.fromEntries(fixedRole.options.map((name) => [name, roles.includes(name)])) as Record<
        FixedRole,
        boolean
      >,
    }))
