import type { Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { forbidden, invalid } from '../../../kernel/errors.ts'
import { permissionsIn } from '../../../kernel/permissions.ts'
import { holderRows, roleRow, shareRole } from '../queries/roles.ts'
import { sightOf } from '../../../kernel/sight.ts'
import { isFixed, seeingAll } from './fixed.ts'

/** What a role lets somebody do and see. */
export interface Grant {
  permissions: ReadonlySet<string>
  allInboxes: boolean
}

/** What a role gives; undefined when there is no such role (any more). */
export const grantOf = async (db: Db, role: string): Promise<Grant | undefined> => {
  const known = permissionsIn(db.kernel)
  if (isFixed(role)) return { permissions: known.ofRole(role), allInboxes: seeingAll.includes(role) }
  const row = await roleRow(db, role)
  return row && { permissions: known.ofNames(row.permissions, row.allInboxes), allInboxes: row.allInboxes }
}

/** The system and owners may give everything: nobody has more than an owner. */
const givesAll = ({ kind, role }: Caller): boolean => kind === 'system' || role === 'owner'

/** A permission of the grant that the caller lacks; `sight` where they would see less; undefined when there is none. */
const excess = (caller: Caller, grant: Grant): string | undefined => {
  const missing = [...grant.permissions].find((name) => !caller.permissions.has(name))
  return missing ?? (grant.allInboxes && sightOf(caller) !== null ? 'sight' : undefined)
}

/** Throws `forbidden` when the grant is more than the caller has: nobody gives what they don't have. */
export const demandWithin = (db: Db, caller: Caller, grant: Grant): void => {
  const missing = givesAll(caller) ? undefined : excess(caller, grant)
  if (missing === undefined) return
  const title = permissionsIn(db.kernel).all.get(missing)?.title.en ?? 'See every inbox'
  throw forbidden(
    'agents.more-than-yours',
    `This role may do more than you may (“${title}”). Leave that out, or ask an owner.`,
    { permission: missing },
  )
}

/** Throws `invalid` unless there is such a role, and `forbidden` when it is more than the caller has. */
export const demandMayGive = async (tx: Tx, caller: Caller, role: string): Promise<void> => {
  if (isFixed(role) && givesAll(caller)) return
  // Held, so that it is not removed or made stronger before somebody has it.
  if (!isFixed(role)) await shareRole(tx, role)
  const grant = await grantOf(tx, role)
  if (!grant) throw invalid('agents.no-role', 'This role does not exist any more. Choose another.')
  demandWithin(tx, caller, grant)
}

/**
 * Throws `forbidden` when somebody may do more than the caller: whoever manages people neither takes over nor shuts out
 * those above them.
 */
export const demandOver = async (
  db: Db,
  caller: Caller,
  person: { id: string; name: string; role: string },
): Promise<void> => {
  if (givesAll(caller) || person.id === caller.id) return
  const grant = await grantOf(db, person.role)
  if (!grant || excess(caller, grant) === undefined) return
  throw forbidden('agents.above-you', `${person.name} may do more than you may. Ask an owner.`)
}

/** Ids of the people who may do no more than the caller, switched off or not; null: everybody. */
export const peopleUnder = async (db: Db, caller: Caller): Promise<string[] | null> => {
  if (givesAll(caller)) return null
  const holders = await holderRows(db)
  const roles = [...new Set(holders.map(({ role }) => role))]
  const grants = await Promise.all(roles.map((role) => grantOf(db, role)))
  const above = new Set(
    roles.filter((_, at) => {
      const grant = grants[at]
      return grant !== undefined && excess(caller, grant) !== undefined
    }),
  )
  return holders.filter(({ id, role }) => id === caller.id || !above.has(role)).map(({ id }) => id)
}
