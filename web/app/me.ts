import { createContext, useContext } from 'react'
import type { Me } from '../api/types.ts'

const Signed = createContext<Me | undefined>(undefined)

/** Says once for everything inside who is signed in: nearly every control asks, at every drawing. */
export const MeProvider = Signed.Provider

/**
 * Who is signed in. Only inside the shell.
 * @throws outside of it.
 */
export function useMe(): Me {
  const me = useContext(Signed)
  if (!me) throw new Error('useMe works inside the shell only')
  return me
}

/** Tells whether the person holds a permission. The server decides; the screen only hides what it would refuse. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useMe()
  return (permission) => permissions.includes(permission)
}
