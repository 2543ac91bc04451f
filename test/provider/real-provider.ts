import { createServer, type RequestListener } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import Provider from 'oidc-provider'
import { freePorts } from '../mailserver/free-ports.ts'
import type { Jar } from './jar.ts'

/** What a provider knows of somebody, under their login. */
export type People = Record<string, Record<string, unknown>>

export const CLIENT = { id: 'madoguchi', secret: 'a secret with: signs & spaces' }

/** A real OpenID provider on this machine, with pages on which any password will do. */
export interface RealProvider {
  issuer: string
  /** Who there is; may be changed at any time. */
  people: People
  /** Other keys sign from now on. */
  rotate(): Promise<void>
  /** Takes a browser from the address to go to through sign-in and consent, to the parameters that it comes back with. */
  pass(jar: Jar, url: string, login: string): Promise<Record<string, string>>
  close(): Promise<void>
}

const SCOPES = { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'locale', 'groups'] }

const build = async (issuer: string, redirectUri: string, people: People): Promise<Provider> => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const key = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: crypto.randomUUID() }
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [redirectUri.replace('/sso', '')],
      },
    ],
    jwks: { keys: [key] },
    claims: SCOPES,
    cookies: { keys: ['a key for the cookies of a test'] },
    pkce: { required: () => true },
    ttl: { AccessToken: 300, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    findAccount: async (_context: unknown, login: string) =>
      people[login] && { accountId: login, claims: async () => ({ sub: login, ...people[login] }) },
  })
}

/** The form of a page: where it is sent, and what stands in it. */
const formIn = (html: string, page: string): { url: string; hidden: URLSearchParams } => {
  const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1]
  if (!action) throw new Error(`no form in ${html.slice(0, 2000)}`)
  const hidden = new URLSearchParams()
  for (const [, name = '', value = ''] of html.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g))
    hidden.set(name, value)
  return { url: new URL(action, page).href, hidden }
}

const pass: RealProvider['pass'] = async (jar, url, login) => {
  let [page, init]: [string, RequestInit] = [url, {}]
  for (let step = 0; step < 20; step += 1) {
    const response = await jar.fetch(page, init)
    const location = response.headers.get('location')
    if (location) {
      const next = new URL(location, page)
      if (next.pathname === '/sign-in/sso') return Object.fromEntries(next.searchParams)
      ;[page, init] = [next.href, {}]
      continue
    }
    const { url: action, hidden } = formIn(await response.text(), page)
    hidden.set('login', login)
    hidden.set('password', 'any')
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    ;[page, init] = [action, { method: 'POST', headers, body: hidden.toString() }]
  }
  throw new Error('the provider never sent the browser back')
}

/** Starts a real provider whose one client comes back to the address. */
export const realProvider = async (redirectUri: string): Promise<RealProvider> => {
  const [port = 0] = await freePorts(1)
  const issuer = `http://127.0.0.1:${port}`
  const people: People = {}
  let answer: RequestListener = (await build(issuer, redirectUri, people)).callback()
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  return {
    issuer,
    people,
    async rotate() {
      answer = (await build(issuer, redirectUri, people)).callback()
    },
    pass,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
