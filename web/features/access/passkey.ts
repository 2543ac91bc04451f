import { call } from '../../api/call.ts'
import { ApiProblem } from '../../api/problem.ts'
import type { Output } from '../../api/types.ts'

/** Signs in with a passkey of this device. Throws `ApiProblem` with code `passkey-cancelled` when the person stops. */
export async function signInWithPasskey(): Promise<Output<'access.passkeySignIn'>> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const options = await call('access.passkeySignInOptions')
  // Both sides speak WebAuthn's own JSON; the contract leaves its shape to the libraries.
  const optionsJSON = options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON']
  const response = await startAuthentication({ optionsJSON }).catch((error: unknown) => {
    const stopped = error instanceof Error && error.name === 'NotAllowedError'
    throw new ApiProblem({ code: stopped ? 'passkey-cancelled' : 'passkey-failed', status: -1 })
  })
  return call('access.passkeySignIn', { body: { response: { ...response } } })
}
