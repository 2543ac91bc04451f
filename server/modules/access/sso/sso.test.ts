import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Jar } from '../../../../test/provider/jar.ts'
import { ssoApp, type SsoApp } from '../../../../test/provider/sso-app.ts'
import { hashPassword, keepPasswordHash } from '../index.ts'
import { setCost } from '../passwords.ts'

setCost({ ln: 10, r: 8, p: 1 })
const PASSWORD = 'correct horse battery'

let sso: SsoApp
let logins = 0

beforeAll(async () => {
  sso = await ssoApp()
})
beforeEach(async () => {
  await sso.change({
    state: 'on',
    mappings: [{ group: 'support', role: 'agent', teamIds: [] }],
    defaultRole: null,
  })
  await sso.change({ addsPeople: true, followsGroups: true, signsOut: false })
})

/** Somebody at the provider, with an address of the shop's. */
const somebody = (claims: object = {}): string => {
  logins += 1
  const login = `user${logins}`
  sso.provider.people[login] = {
    email: `${login}@shop.example`,
    email_verified: true,
    name: '伊藤 結衣',
    groups: ['support'],
    ...claims,
  }
  return login
}
const person = async (role: 'owner' | 'lead' | 'agent' = 'agent') => {
  const one = await sso.app.person(role)
  const agents = await sso.app.owner.ok<{ id: string; email: string }[]>('GET', '/api/agents')
  const email = agents.find(({ id }) => id === one.id)?.email as string
  const hash = await hashPassword(PASSWORD)
  await sso.app.db.tx((tx) => keepPasswordHash(tx, one.id, hash))
  return { ...one, email }
}
const withPassword = async (email: string) => {
  const jar = new Jar()
  const answer = await jar.call(sso.app.url, 'POST', '/api/session', { email, password: PASSWORD })
  return { ...answer, jar }
}
const newest = async (action: string) => {
  const { items } = await sso.app.owner.ok<{
    items: { details: Record<string, unknown>; subjectId: string }[]
  }>('GET', `/api/audit?limit=1&action=${action}`)
  return items[0]
}
/** Links somebody who is signed in to a login at the provider. */
const link = async (jar: Jar, login: string) => {
  const start = await jar.call<{ url: string }>(sso.app.url, 'POST', `/api/me/sso/${sso.id}/start`)
  const parameters = await sso.provider.pass(jar, start.body.url, login)
  return jar.call(sso.app.url, 'POST', '/api/sso/finish', { parameters })
}

describe('somebody whom the directory brought', () => {
  const brought = async (email: string): Promise<string> => {
    const address = `/api/sso-providers/${sso.id}/scim-token`
    const { token } = await sso.app.owner.ok<{ token: string }>('POST', address)
    const answer = await fetch(`${sso.app.url}/scim/v2/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      body: JSON.stringify({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: email,
      }),
    })
    return ((await answer.json()) as { id: string }).id
  }

  it('comes in where the token says nothing of the address, but not where it denies it', async () => {
    const [silent, denied] = [somebody({ email_verified: undefined }), somebody({ email_verified: false })]
    const id = await brought(`${silent}@shop.example`)
    await brought(`${denied}@shop.example`)
    const { status, jar } = await sso.signIn(silent)
    expect(status).toBe(200)
    expect((await sso.me(jar)).agent).toMatchObject({ id, role: 'agent' })
    const refused = await sso.signIn(denied)
    expect([refused.status, refused.body]).toMatchObject([403, { code: 'access.sso-unverified' }])
  })
})

describe('somebody whom nobody knows', () => {
  it('is added with the role and teams of their groups, and known from then on', async () => {
    const team = await sso.app.team('返品係')
    await sso.change({
      mappings: [
        { group: 'returns', role: null, teamIds: [team] },
        { group: 'leads', role: 'lead', teamIds: [] },
        { group: 'support', role: 'agent', teamIds: [] },
      ],
    })
    const login = somebody({ groups: ['support', 'returns'], locale: 'ja-JP' })
    const { status, body, jar } = await sso.signIn(login)
    expect([status, body]).toEqual([200, { state: 'signed-in', next: null, report: null }])
    const { agent } = await sso.me(jar)
    expect(agent).toMatchObject({
      name: '伊藤 結衣',
      role: 'agent',
      teamIds: [team],
      email: `${login}@shop.example`,
    })
    expect((await newest('access.sign-in'))?.details).toMatchObject({ with: 'sso', provider: '社内ID' })
    // Another address there does not make another person here.
    Object.assign(sso.provider.people[login] as object, { email: 'renamed@shop.example', groups: ['leads'] })
    const again = await sso.signIn(login)
    expect((await sso.me(again.jar)).agent).toMatchObject({ id: agent.id, role: 'lead', teamIds: [] })
  })

  it.each([
    ['of another domain', { email: 'x@elsewhere.example' }, 'access.sso-domain'],
    ['in none of the groups', { groups: ['finance'] }, 'access.sso-no-role'],
    ['without groups', { groups: undefined }, 'access.sso-no-role'],
    ['with too many groups for a token', { groups: undefined, hasgroups: true }, 'access.sso-no-role'],
    ['without an address', { email: undefined }, 'access.sso-no-email'],
    ['whose address is none', { email: 'nobody' }, 'access.sso-no-email'],
    ['whose address is not confirmed', { email_verified: false }, 'access.sso-email-denied'],
  ])('is refused and noted: %s', async (_what, claims, code) => {
    const login = somebody(claims)
    const { status, body, jar } = await sso.signIn(login)
    expect({ status, code: body.code }).toEqual({ status: 403, code })
    expect((await jar.call(sso.app.url, 'GET', '/api/me')).status).toBe(401)
    expect((await newest('access.refuse-sso'))?.details).toMatchObject({ reason: code, provider: '社内ID' })
  })

  it('is refused where nobody is added', async () => {
    await sso.change({ addsPeople: false })
    expect((await sso.signIn(somebody())).body.code).toBe('access.sso-unknown')
  })

  it('gets the role for everybody else where there is one', async () => {
    await sso.change({ defaultRole: 'readonly' })
    const { jar } = await sso.signIn(somebody({ groups: [] }))
    expect((await sso.me(jar)).agent.role).toBe('readonly')
  })

  it('comes in once through two windows at the same moment', async () => {
    const login = somebody()
    const both = await Promise.all([sso.signIn(login), sso.signIn(login)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    const ids = await Promise.all(both.map(async ({ jar }) => (await sso.me(jar)).agent.id))
    expect(new Set(ids).size).toBe(1)
  })
})

describe('somebody who has an account', () => {
  it('is linked to it where the provider vouches for their address', async () => {
    const { id, email } = await person()
    const { jar } = await sso.signIn(somebody({ email: email.toUpperCase() }))
    expect((await sso.me(jar)).agent.id).toBe(id)
  })

  it('is never linked by an address that may not be theirs', async () => {
    const { email } = await person()
    for (const email_verified of [false, undefined, 'false', 0]) {
      const { status, body } = await sso.signIn(somebody({ email, email_verified }))
      expect({ status, code: body.code }).toEqual({ status: 403, code: 'access.sso-unverified' })
    }
  })

  it('links it themselves once they are signed in, owners in no other way', async () => {
    const owner = await person('owner')
    const login = somebody({ email: owner.email })
    expect((await sso.signIn(login)).body.code).toBe('access.sso-owner')
    const { jar } = await withPassword(owner.email)
    expect((await link(jar, login)).body).toMatchObject({ state: 'linked' })
    expect((await jar.call(sso.app.url, 'GET', '/api/me/sso')).body).toMatchObject([
      { providerId: sso.id, linkedAt: expect.any(String) },
    ])
    const entered = await sso.signIn(login)
    // Groups neither make nor unmake owners.
    expect((await sso.me(entered.jar)).agent).toMatchObject({ id: owner.id, role: 'owner' })
    const other = await withPassword((await person()).email)
    expect((await link(other.jar, login)).body.code).toBe('access.sso-linked')
    const unlink = await jar.call(sso.app.url, 'DELETE', `/api/me/sso/${sso.id}`)
    expect(unlink.status).toBe(204)
    expect((await sso.signIn(login)).body.code).toBe('access.sso-owner')
  })

  it('does not come in once they are switched off, nor once their groups let them in no more', async () => {
    const login = somebody()
    const { jar } = await sso.signIn(login)
    const { id } = (await sso.me(jar)).agent
    Object.assign(sso.provider.people[login] as object, { groups: ['finance'] })
    expect((await sso.signIn(login)).body.code).toBe('access.sso-no-role')
    await sso.change({ followsGroups: false })
    expect((await sso.signIn(login)).status).toBe(200)
    await sso.app.owner.ok('PATCH', `/api/agents/${id}`, { active: false })
    expect((await sso.signIn(login)).body.code).toBe('access.switched-off')
  })

  it('keeps the teams that no group gives', async () => {
    const [own, mapped] = [await sso.app.team('手で'), await sso.app.team('グループで')]
    const login = somebody()
    const { jar } = await sso.signIn(login)
    const { id } = (await sso.me(jar)).agent
    await sso.app.owner.ok('PATCH', `/api/agents/${id}`, { teamIds: [own, mapped] })
    await sso.change({
      mappings: [
        { group: 'support', role: 'agent', teamIds: [] },
        { group: 'x', role: null, teamIds: [mapped] },
      ],
    })
    const again = await sso.signIn(login)
    expect((await sso.me(again.jar)).agent.teamIds).toEqual([own])
  })
})

describe('what was begun', () => {
  const begin = async (jar: Jar) => {
    const { body } = await jar.call<{ url: string }>(sso.app.url, 'POST', `/api/sso/${sso.id}/start`, {
      workspaceId: sso.app.workspaceId,
      next: '/reports',
    })
    return sso.provider.pass(jar, body.url, somebody())
  }
  const finish = (jar: Jar, parameters: object) =>
    jar.call(sso.app.url, 'POST', '/api/sso/finish', { parameters })

  it('is finished by the browser that began it, once, and goes on where it was going', async () => {
    const jar = new Jar()
    const parameters = await begin(jar)
    expect((await finish(new Jar(), parameters)).body.code).toBe('access.sso-expired')
    // The look of another browser has used it up: whoever has the address in hand gets nothing for it.
    expect((await finish(jar, parameters)).body.code).toBe('access.sso-expired')
    const second = await begin(jar)
    expect((await finish(jar, second)).body).toMatchObject({ state: 'signed-in', next: '/reports' })
    expect((await finish(jar, second)).body.code).toBe('access.sso-expired')
  })

  it('says in words what the provider refused', async () => {
    const jar = new Jar()
    const { state, iss } = await begin(jar)
    const refused = await finish(jar, {
      state,
      iss,
      error: 'access_denied',
      error_description: 'not\nassigned <b>',
    })
    expect(refused).toMatchObject({ status: 403, body: { code: 'access.sso-refused' } })
    expect(refused.body.detail).toContain('access_denied: not assigned')
    const again = await begin(jar)
    const broken = await finish(jar, { state: again['state'], iss, error: 'invalid_scope' })
    expect(broken.body.code).toBe('access.sso-setup')
    const late = await begin(jar)
    expect((await finish(jar, { ...late, code: 'another' })).body.code).toBe('access.sso-untrusted')
  })

  it('goes on with other keys of the provider', async () => {
    expect((await sso.signIn(somebody())).status).toBe(200)
    await sso.provider.rotate()
    expect((await sso.signIn(somebody())).status).toBe(200)
  })

  it('never leads out of the app', async () => {
    const jar = new Jar()
    const { body } = await jar.call<{ url: string }>(sso.app.url, 'POST', `/api/sso/${sso.id}/start`, {
      workspaceId: sso.app.workspaceId,
      next: '//elsewhere.example',
    })
    const parameters = await sso.provider.pass(jar, body.url, somebody())
    expect((await finish(jar, parameters)).body).toMatchObject({ next: null })
  })
})

describe('a provider as the one way in', () => {
  it('is that only once it has let somebody in, and an owner can do without it', async () => {
    const { id } = await sso.app.owner.ok<{ id: string }>('POST', '/api/sso-providers', {
      name: 'もう一つ',
      issuer: sso.provider.issuer,
      clientId: 'other',
    })
    const only = await sso.app.owner.call('PATCH', `/api/sso-providers/${id}`, { state: 'only' })
    expect(only).toMatchObject({ status: 409, body: { code: 'access.sso-not-proven' } })
    await sso.app.owner.ok('DELETE', `/api/sso-providers/${id}`)
  })

  it('ends other sessions and refuses every other way, but for owners', async () => {
    const [agent, owner] = [await person(), await person('owner')]
    const before = await withPassword(agent.email)
    const owners = await withPassword(owner.email)
    const login = somebody({ email: agent.email })
    const entered = await sso.signIn(login)
    await sso.change({ state: 'only' })
    expect((await before.jar.call(sso.app.url, 'GET', '/api/me')).status).toBe(401)
    expect((await sso.me(entered.jar)).agent.id).toBe(agent.id)
    expect((await owners.jar.call(sso.app.url, 'GET', '/api/me')).status).toBe(200)
    expect(await withPassword(agent.email)).toMatchObject({ status: 403, body: { code: 'access.sso-only' } })
    // Who is not the person is told nothing.
    const jar = new Jar()
    const guess = await jar.call(sso.app.url, 'POST', '/api/session', {
      email: agent.email,
      password: 'wrong password',
    })
    expect(guess.body.code).toBe('access.wrong-sign-in')
    expect((await withPassword(owner.email)).status).toBe(200)
    const { url } = await sso.app.owner.ok<{ url: string }>('POST', `/api/agents/${agent.id}/password-reset`)
    const token = url.slice(url.indexOf('#') + 1)
    const reset = await jar.call(sso.app.url, 'POST', `/api/password-resets/${token}`, { password: PASSWORD })
    expect(reset.body.code).toBe('access.sso-only')
    expect((await jar.call(sso.app.url, 'GET', '/api/sso')).body).toMatchObject([{ id: sso.id, only: true }])
    expect((await entered.jar.call(sso.app.url, 'DELETE', `/api/me/sso/${sso.id}`)).body.code).toBe(
      'access.sso-your-way',
    )
    const moved = await sso.app.owner.call('PATCH', `/api/sso-providers/${sso.id}`, {
      issuer: 'https://id.example',
    })
    expect(moved).toMatchObject({ status: 409, body: { code: 'access.sso-only-moves' } })
    await sso.change({ state: 'on' })
    expect((await withPassword(agent.email)).status).toBe(200)
  })
})

it('signs out at the provider, too, where that is wanted', async () => {
  await sso.change({ signsOut: true })
  const { jar } = await sso.signIn(somebody())
  const { body } = await jar.call<{ url: string }>(sso.app.url, 'DELETE', '/api/session')
  expect(body.url).toMatch(new RegExp(`^${sso.provider.issuer}/session/end\\?.*id_token_hint=`))
  expect((await jar.fetch(body.url)).status).toBe(200)
  await sso.change({ signsOut: false })
  const plain = await sso.signIn(somebody())
  expect((await plain.jar.call(sso.app.url, 'DELETE', '/api/session')).body).toEqual({ url: null })
})

it('shows before anybody comes in what a provider says of them, and what would follow', async () => {
  const owner = await person('owner')
  const { jar } = await withPassword(owner.email)
  const start = await jar.call<{ url: string }>(sso.app.url, 'POST', `/api/sso-providers/${sso.id}/try`)
  const parameters = await sso.provider.pass(
    jar,
    start.body.url,
    somebody({ groups: ['finance', 'support'] }),
  )
  const { body } = await jar.call<{ state: string; report: object }>(sso.app.url, 'POST', '/api/sso/finish', {
    parameters,
  })
  expect(body).toMatchObject({
    state: 'tried',
    report: {
      emailVerified: true,
      groups: ['finance', 'support'],
      person: 'new',
      role: 'agent',
      refusal: null,
    },
  })
  expect((await jar.call<{ agent: { id: string } }>(sso.app.url, 'GET', '/api/me')).body.agent.id).toBe(
    owner.id,
  )
})

it('ends its sessions when a provider is put away, and offers it to nobody', async () => {
  const { jar } = await sso.signIn(somebody())
  await sso.change({ state: 'draft' })
  expect((await jar.call(sso.app.url, 'GET', '/api/me')).status).toBe(401)
  expect((await jar.call(sso.app.url, 'GET', '/api/sso')).body).toEqual([])
  expect((await sso.signIn(somebody())).status).toBe(404)
})
