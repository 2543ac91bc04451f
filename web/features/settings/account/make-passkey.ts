import { call } from '../../../api/call.ts'
import { ApiProblem } from '../../../api/problem.ts'

/** What became of a passkey that the device did not make, by the name of the browser's error. */
const codes: Record<string, string> = {
  NotAllowedError: 'passkey-cancelled',
  InvalidStateError: 'access.passkey-exists',
}

/**
 * Makes a passkey on this device and keeps it under a name. Throws `ApiProblem`: `passkey-cancelled` when the person
 * stops, `passkey-not-made` when the device cannot.
 */
export async function makePasskey(name: string): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const options = await call('access.passkeyOptions')
  // Both sides speak WebAuthn's own JSON; the contract leaves its shape to the libraries.
  const optionsJSON = options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON']
  const response = await startRegistration({ optionsJSON }).catch((error: unknown) => {
    const code = (error instanceof Error ? codes[error.name] : undefined) ?? 'passkey-not-made'
    throw new ApiProblem({ code, status: -1 })
  })
  await call('access.addPasskey', { body: { name, response: { ...response } } })
}
