import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** All roles with who has them, the house's own first. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => call('agents.listRoles', { signal }),
})

/** All permissions in plain words, by heading. Fixed while the server runs. */
export const permissionsQuery = queryOptions({
  queryKey: ['permissions'],
  queryFn: ({ signal }) => call('agents.listPermissions', { signal }),
  staleTime: 30 * 60_000,
})
