import type { Permission, Room } from '../kernel/room.ts'
import { room as access } from '../modules/access/routes.ts'
import { room as agents } from '../modules/agents/routes.ts'
import { room as audit } from '../modules/audit/routes.ts'
import { room as conversations } from '../modules/conversations/routes.ts'
import { room as customers } from '../modules/customers/routes.ts'
import { room as delivery } from '../modules/delivery/routes.ts'
import { room as desk } from '../modules/desk/routes.ts'
import { room as inboxes } from '../modules/inboxes/routes.ts'
import { room as workspace } from '../modules/workspace/routes.ts'

/** Every room of the house. The order is the order in which listeners run for one event. */
export const rooms: readonly Room[] = [
  workspace,
  audit,
  agents,
  access,
  customers,
  inboxes,
  conversations,
  delivery,
  desk,
]

/** All permissions that the rooms declare. */
export const permissions: Readonly<Record<string, Permission>> = Object.assign(
  {},
  ...rooms.map((room) => room.permissions ?? {}),
)

/** What a role may do. */
export const permissionsOf = (role: string): ReadonlySet<string> => {
  let set = sets.get(role)
  if (!set) {
    set = new Set(
      Object.entries(permissions)
        .filter(([, permission]) => permission.roles.includes(role))
        .map(([name]) => name),
    )
    sets.set(role, set)
  }
  return set
}

const sets = new Map<string, ReadonlySet<string>>()
