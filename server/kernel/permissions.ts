import type { Kernel } from './kernel.ts'
import type { Permission, Room } from './room.ts'

const NONE: ReadonlySet<string> = new Set()

/** Every permission that the rooms declare, and what the house's own roles hold. */
export class Permissions {
  readonly all: ReadonlyMap<string, Permission>
  readonly #byRole = new Map<string, Set<string>>()

  constructor(rooms: readonly Pick<Room, 'permissions'>[]) {
    this.all = new Map(rooms.flatMap((room) => Object.entries(room.permissions ?? {})))
    for (const [name, { roles }] of this.all)
      for (const role of roles) this.#byRole.set(role, (this.#byRole.get(role) ?? new Set()).add(name))
  }

  /** What one of the house's own roles holds; nothing when there is no such role. */
  ofRole(role: string): ReadonlySet<string> {
    return this.#byRole.get(role) ?? NONE
  }

  /**
   * What names that were kept once give now: none that is not declared (any more) or is for owners alone, and none that
   * reaches the whole workspace to somebody who does not see all of it.
   */
  ofNames(names: readonly string[], seesAll: boolean): ReadonlySet<string> {
    return new Set(
      names.filter((name) => {
        const permission = this.all.get(name)
        return permission !== undefined && !permission.ownersOnly && (seesAll || !permission.everywhere)
      }),
    )
  }
}

const provided = new WeakMap<Kernel, Permissions>()

/** Tells this process which permissions there are; at start, before anybody is let in. */
export const providePermissions = (kernel: Kernel, permissions: Permissions): void => {
  provided.set(kernel, permissions)
}

/** Which permissions there are. Throws in a process that was never told. */
export const permissionsIn = (kernel: Kernel): Permissions => {
  const permissions = provided.get(kernel)
  if (!permissions) throw new Error('this process was never told which permissions there are')
  return permissions
}
