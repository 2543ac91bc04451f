import { useSuspenseQuery } from '@tanstack/react-query'
import { meQuery } from '../api/reads/me.ts'
import type { Me } from '../api/types.ts'

/** Who is signed in. Only inside the shell. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data

/** Tells whether the person holds a permission. The server decides; the screen only hides what it would refuse. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useMe()
  return (permission) => permissions.includes(permission)
}
