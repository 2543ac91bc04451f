import { afterAll } from 'vitest'
import { freePorts } from '../mailserver/free-ports.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { Jar } from './jar.ts'
import { CLIENT, realProvider, type RealProvider } from './real-provider.ts'

/** The product beside a real provider, which it knows. */
export interface SsoApp {
  app: TestApp
  provider: RealProvider
  /** The provider as the product knows it. */
  id: string
  /** Changes how it is set up. */
  change(body: object): Promise<void>
  /** Signs in through it; what the product answers in the end. */
  signIn(
    login: string,
    jar?: Jar,
  ): Promise<{ status: number; body: { state?: string; code?: string; detail?: string }; jar: Jar }>
  /** Who a browser is signed in as. */
  me(
    jar: Jar,
  ): Promise<{ agent: { id: string; name: string; role: string; teamIds: string[]; email: string } }>
}

/** Starts the product at an address of its own. */
export const appAt = async (): Promise<TestApp> => {
  const [port = 0] = await freePorts(1)
  return testApp({
    env: { MADOGUCHI_PORT: String(port), MADOGUCHI_URL: `http://127.0.0.1:${port}` },
  })
}

/** Starts both, and lets everybody of shop.example in whose groups are known. */
export const ssoApp = async (): Promise<SsoApp> => {
  const app = await appAt()
  const provider = await realProvider(`${app.url}/sign-in/sso`)
  afterAll(() => provider.close())
  const { id } = await app.owner.ok<{ id: string }>('POST', '/api/sso-providers', {
    name: '社内ID',
    issuer: provider.issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    emailDomains: ['shop.example'],
    addsPeople: true,
    mappings: [{ group: 'support', role: 'agent', teamIds: [] }],
  })
  const change = async (body: object) => {
    await app.owner.ok('PATCH', `/api/sso-providers/${id}`, body)
  }
  await change({ state: 'on' })
  return {
    app,
    provider,
    id,
    change,
    async signIn(login, jar = new Jar()) {
      const start = await jar.call<{ url: string }>(app.url, 'POST', `/api/sso/${id}/start`, {
        workspaceId: app.workspaceId,
      })
      if (start.status !== 200) return { ...start, jar }
      const parameters = await provider.pass(jar, start.body.url, login)
      return { ...(await jar.call(app.url, 'POST', '/api/sso/finish', { parameters })), jar }
    },
    me: async (jar) => (await jar.call(app.url, 'GET', '/api/me')).body as never,
  }
}
