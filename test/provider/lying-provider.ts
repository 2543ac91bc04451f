import { createServer, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { freePorts } from '../mailserver/free-ports.ts'
import { CLIENT } from './real-provider.ts'

/** Answers one address of the provider instead of it. */
type Answer = (response: ServerResponse) => void

/** A provider that does what a test says: it lies, breaks off and stays silent. */
export interface LyingProvider {
  issuer: string
  /** What it answers at an address instead of what is right: `/token`. */
  answers: Map<string, Answer>
  /** What its discovery says otherwise. */
  metadata: Record<string, unknown>
  /** Puts the token together that it will hand out. */
  token(make: (right: JWTPayload, keys: Keys) => string | Promise<string>): void
  userInfo: Record<string, unknown>
  /** Back to honesty; the nonce is what a browser was sent to it with. */
  honest(nonce: string): void
  close(): Promise<void>
}

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey']

/** How tokens are signed: rightly, by a key that nobody knows, with the client's secret, or not at all. */
export interface Keys {
  right(claims: JWTPayload): Promise<string>
  unknown(claims: JWTPayload): Promise<string>
  secret(claims: JWTPayload): Promise<string>
  none(claims: JWTPayload): string
}

const json = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

/** The keys that a provider signs with, and what it publishes of them. */
const makeKeys = async (): Promise<{ keys: Keys; published: object }> => {
  const [good, bad] = await Promise.all([1, 2].map(() => generateKeyPair('RS256', { extractable: true })))
  const sign = (key: Key, claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key)
  const secret = new TextEncoder().encode(CLIENT.secret)
  return {
    keys: {
      right: (claims) => sign(good?.privateKey as Key, claims),
      unknown: (claims) => sign(bad?.privateKey as Key, claims),
      secret: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret),
      none: (claims) => new UnsecuredJWT(claims).encode(),
    },
    published: { ...(await exportJWK(good?.publicKey as Key)), kid: 'one', use: 'sig', alg: 'RS256' },
  }
}

const honestMetadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  userinfo_endpoint: `${issuer}/me`,
  id_token_signing_alg_values_supported: ['RS256'],
})

/** What an honest provider says of its one person, to one client, now. */
const honestClaims = (issuer: string, nonce: string): JWTPayload => {
  const now = Math.floor(Date.now() / 1000)
  const about = { email: 'honest@shop.example', email_verified: true, groups: ['support'] }
  return { iss: issuer, sub: 'honest', aud: CLIENT.id, iat: now, exp: now + 300, nonce, ...about }
}

/** Starts one; it is honest until it is told otherwise. */
export const lyingProvider = async (): Promise<LyingProvider> => {
  const [port = 0] = await freePorts(1)
  const issuer = `http://127.0.0.1:${port}`
  const { keys, published } = await makeKeys()
  let claims: JWTPayload = {}
  let make: Parameters<LyingProvider['token']>[0] = (right) => keys.right(right)
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    const instead = provider.answers.get(path)
    if (instead) return instead(response)
    if (path === '/.well-known/openid-configuration')
      return json(response, { ...honestMetadata(issuer), ...provider.metadata })
    if (path === '/keys') return json(response, { keys: [published] })
    if (path === '/me') return json(response, provider.userInfo)
    json(response, { access_token: 'a', token_type: 'Bearer', id_token: await make(claims, keys) })
  }
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', issuer).pathname, response).catch(() => response.destroy())
  })
  const provider: LyingProvider = {
    issuer,
    answers: new Map(),
    metadata: {},
    userInfo: {},
    token: (next) => {
      make = next
    },
    honest(nonce) {
      claims = honestClaims(issuer, nonce)
      provider.answers.clear()
      provider.metadata = {}
      provider.userInfo = { sub: 'honest' }
      make = (right) => keys.right(right)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  return provider
}
