import * as oidc from 'openid-client'
import { safeFetch } from '../../../kernel/http-client/index.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { ProviderRow } from './queries.ts'

/** Where providers send people back to: a screen that hands over what they brought. */
export const redirectUri = (kernel: Kernel): string => `${kernel.publicUrl}/sign-in/sso`

/** How far a provider's clock may be from ours, in seconds. */
const CLOCK_TOLERANCE = 120
const LIMITS = { connectMs: 4_000, idleMs: 4_000, totalMs: 8_000, maxBytes: 256 * 1024 }

/** Asks a provider, whose addresses owners type and which names others: guarded like everything that is typed. */
const guarded =
  (kernel: Kernel): oidc.CustomFetch =>
  async (url, { method, headers, body }) => {
    const answer = await safeFetch(url, {
      ...LIMITS,
      method: method as 'GET' | 'POST',
      headers,
      allowPrivate: kernel.config.privateNetwork,
      ...(body === undefined || body === null ? {} : { body: String(body as string | URLSearchParams) }),
    })
    const bare = answer.body.length === 0 || answer.status === 204 || answer.status === 304
    return new Response(bare ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: Object.entries(answer.headers).filter(([name]) => name === 'content-type'),
    })
  }

/** How a client proves itself: with its secret in the body where that is taken, else as basic authentication. */
const proofOf = (server: oidc.ServerMetadata, secret: string | undefined): oidc.ClientAuth => {
  if (secret === undefined) return oidc.None()
  const taken = server.token_endpoint_auth_methods_supported
  return taken?.includes('client_secret_post')
    ? oidc.ClientSecretPost(secret)
    : oidc.ClientSecretBasic(secret)
}

/**
 * Reads how a provider works, anew each time: keys that it changed meanwhile are known, and nothing that it said once
 * holds for ever. Throws what `explainSso` explains.
 */
export const connect = async (
  kernel: Kernel,
  provider: Pick<ProviderRow, 'issuer' | 'clientId' | 'clientSecret'>,
): Promise<oidc.Configuration> => {
  const { issuer, clientId, clientSecret } = provider
  const plain = issuer.startsWith('http:') && kernel.config.privateNetwork ? [oidc.allowInsecureRequests] : []
  const found = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), {
    [oidc.customFetch]: guarded(kernel),
    execute: plain,
  })
  const server = found.serverMetadata()
  const secret = clientSecret ? kernel.vault.open<string>(clientSecret) : undefined
  const client = { [oidc.clockTolerance]: CLOCK_TOLERANCE }
  const configuration = new oidc.Configuration(server, clientId, client, proofOf(server, secret))
  configuration[oidc.customFetch] = guarded(kernel)
  for (const apply of [...plain, oidc.enableNonRepudiationChecks]) apply(configuration)
  return configuration
}
