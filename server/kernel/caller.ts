import { forbidden, notFound } from './errors.ts'

/**
 * Who asks for something: a person, an API key of one, a program that works under its own name, or the system itself. The rooms fill it; the kernel only compares.
 * `sight` limits which resources of the workspace the caller may know of; 'all' is no limit.
 */
export interface Caller {
  readonly workspaceId: number
  readonly kind: 'person' | 'key' | 'bot' | 'system'
  /** Id of whoever is behind the call; undefined for the system. */
  readonly id: string | undefined
  readonly name: string
  readonly role: string
  readonly permissions: ReadonlySet<string>
  readonly sight: 'all' | ReadonlySet<string>
  /** Id of the session or key that the call came with. */
  readonly credentialId?: string
}

/** True if the caller holds the permission; the system holds every one. */
export const may = (caller: Caller, permission: string): boolean =>
  caller.kind === 'system' || caller.permissions.has(permission)

/** Throws `forbidden` unless the caller holds the permission. First line of every action. */
export const demand = (caller: Caller, permission: string): void => {
  if (!may(caller, permission)) {
    throw forbidden(
      'access.not-allowed',
      `You may not do this (it needs “${permission}”). Ask an owner of the workspace.`,
      {
        permission,
      },
    )
  }
}

/** True if the caller may know of the resource. */
export const sees = (caller: Caller, resourceId: string): boolean =>
  caller.kind === 'system' || caller.sight === 'all' || caller.sight.has(resourceId)

/**
 * Throws `not-found` (never `forbidden`: that would tell that it exists) unless the caller sees the resource. `code` is
 * the one that a resource gets which does not exist at all: the two must not be told apart.
 */
export const demandSight = (caller: Caller, resourceId: string, code: string, what: string): void => {
  if (!sees(caller, resourceId)) throw notFound(code, `There is no such ${what}.`)
}

/** The system acting in a workspace: jobs, listeners, start-up. */
export const systemCaller = (workspaceId: number): Caller => ({
  workspaceId,
  kind: 'system',
  id: undefined,
  name: 'system',
  role: 'system',
  permissions: new Set(),
  sight: 'all',
})
