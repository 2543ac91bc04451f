import { beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../../kernel/db/index.ts'
import {
  ENTERPRISE,
  GROUP,
  USER,
  entraUser,
  oktaUser,
  openDirectory,
  type Opened,
  type List,
} from './fixtures/directory.ts'

let test: Opened['test']
let team: Opened['team']
let providerId: Opened['providerId']
let token: Opened['token']
let scim: Opened['scim']
let agents: Opened['agents']
let patch: Opened['patch']
let agent: Opened['agent']
let made: Opened['made']
let entries: Opened['entries']

beforeAll(async () => {
  ;({ test, team, providerId, token, scim, agents, patch, agent, made, entries } = await openDirectory())
})

describe('the way in', () => {
  it('is a token that owners make, shown once and kept as its hash', async () => {
    expect(token).toMatch(/^mdgscim_[\w-]{40,}$/)
    const kept = await test.db.many(sql`
      select * from scim_tokens where workspace_id = ${test.workspaceId}`)
    expect(JSON.stringify(kept)).not.toContain(token)
    const lead = await test.person('lead')
    expect((await lead.call('POST', `/api/sso-providers/${providerId}/scim-token`)).status).toBe(403)
    expect(await entries(providerId)).toContain('access.create-scim-token')
  })

  it('is closed to everybody else, in the words of SCIM', async () => {
    for (const bearer of ['', 'mdgscim_wrong', test.owner.key]) {
      const { status, type, body } = await scim('GET', '/Users', undefined, bearer)
      expect([status, type]).toEqual([401, 'application/scim+json; charset=utf-8'])
      expect(body).toMatchObject({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '401',
      })
    }
    // Nor does it open anything else.
    const answer = await fetch(`${test.url}/api/agents`, { headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(401)
  })

  it('ends with a new token, and with the removal of it', async () => {
    const other = await test.owner.ok<{ id: string }>('POST', '/api/sso-providers', {
      name: 'Okta',
      issuer: 'https://okta.example',
      clientId: 'x',
    })
    const make = async () =>
      (await test.owner.ok<{ token: string }>('POST', `/api/sso-providers/${other.id}/scim-token`)).token
    const first = await make()
    const second = await make()
    const status = async (bearer: string) => (await scim('GET', '/Users', undefined, bearer)).status
    expect([await status(first), await status(second)]).toEqual([401, 200])
    await test.owner.ok('DELETE', `/api/sso-providers/${other.id}/scim-token`)
    expect(await status(second)).toBe(401)
    const third = await make()
    expect(await status(third)).toBe(200)
    await test.owner.ok('DELETE', `/api/sso-providers/${other.id}`)
    expect(await status(third)).toBe(401)
    const kept = await test.db.many(sql`
      select 1 from scim_tokens where workspace_id = ${test.workspaceId} and provider_id = ${other.id}`)
    expect(kept).toEqual([])
  })

  it('tells what this end can do', async () => {
    const { body: config } = await scim('GET', '/ServiceProviderConfig')
    expect(config).toMatchObject({ patch: { supported: true }, bulk: { supported: false } })
    const { body: types } = await scim<List>('GET', '/ResourceTypes')
    expect(types.Resources.map(({ id }) => id)).toEqual(['User', 'Group'])
    const { body: schemas } = await scim<List>('GET', '/Schemas')
    expect(schemas.Resources.map(({ id }) => id)).toEqual([USER, GROUP])
    const { body: user } = await scim('GET', `/Schemas/${USER}`)
    expect((user['attributes'] as { name: string }[]).map(({ name }) => name)).toContain('userName')
    expect(JSON.stringify(user)).not.toContain('phoneNumbers')
    expect((await scim('GET', '/Schemas/urn:x')).status).toBe(404)
    expect((await scim('GET', '/Nothing')).status).toBe(404)
    expect((await scim('GET', '/constructor')).status).toBe(404)
    expect((await scim('PUT', '/Users')).status).toBe(405)
    expect((await scim('POST', '/Users', '{"userName":')).body).toMatchObject({ scimType: 'invalidSyntax' })
  })
})

describe('people of a directory', () => {
  it('are looked for, added and found again, as Entra ID does it', async () => {
    const filter = `filter=${encodeURIComponent('userName eq "Non-existent@Shop.Example"')}`
    expect((await scim<List>('GET', `/Users?${filter}`)).body).toMatchObject({
      totalResults: 0,
      Resources: [],
    })
    const { status, location, body } = await scim('POST', '/Users', entraUser('sato'))
    expect([status, new URL(location ?? '').pathname]).toEqual([201, `/scim/v2/Users/${body.id}`])
    expect(body).toMatchObject({
      userName: 'sato@Shop.Example',
      externalId: 'oid-sato',
      active: true,
      displayName: 'sato 花子',
      emails: [{ value: 'sato@shop.example', type: 'work', primary: true }],
      meta: { resourceType: 'User', location },
    })
    // Nobody's group: sees nothing.
    expect(await agent(body.id)).toMatchObject({
      name: 'sato 花子',
      role: 'readonly',
      teamIds: [],
      active: true,
    })
    const found = async (text: string) =>
      (await scim<List>('GET', `/Users?filter=${encodeURIComponent(text)}`)).body.Resources.map(
        ({ id }) => id,
      )
    for (const text of [
      'userName eq "SATO@shop.example"',
      'externalId eq "oid-sato"',
      'emails[type eq "work" and value eq "sato@shop.example"]',
      `userName sw "sato@" and active eq true`,
      `${USER}:userName eq "sato@shop.example"`,
    ])
      expect([text, await found(text)]).toEqual([text, [body.id]])
    expect(await found('externalId eq "nobody"')).toEqual([])
    const wrong = await scim('GET', `/Users?filter=${encodeURIComponent('userName is "x"')}`)
    expect([wrong.status, wrong.body['scimType']]).toEqual([400, 'invalidFilter'])
    expect((await scim('POST', '/Users', entraUser('sato'))).body).toMatchObject({
      status: '409',
      scimType: 'uniqueness',
    })
    expect(await entries(body.id)).toContain('agents.create')
  })

  it('change as Entra ID patches them', async () => {
    const id = await made('ito')
    const { status } = await patch(
      `/Users/${id}`,
      { op: 'Add', path: 'emails[type eq "work"].value', value: 'ito.new@shop.example' },
      { op: 'Replace', path: 'displayName', value: '伊藤 結衣' },
      { op: 'Replace', path: 'name.familyName', value: '伊藤' },
      { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '090' },
      { op: 'Add', path: `${ENTERPRISE}:department`, value: '夜間' },
      { op: 'Add', path: 'title', value: '係長' },
    )
    expect(status).toBe(200)
    expect(await agent(id)).toMatchObject({ name: '伊藤 結衣', email: 'ito.new@shop.example' })
    // Its older way: words for yes and no, several values without a path, dots in their names.
    await patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' })
    expect(await agent(id)).toMatchObject({ active: false })
    await patch(`/Users/${id}`, {
      op: 'replace',
      value: { active: 'True', 'name.givenName': '結衣子', displayName: '伊藤 結衣子' },
    })
    expect(await agent(id)).toMatchObject({ active: true, name: '伊藤 結衣子' })
    expect(await patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'maybe' })).toMatchObject({
      status: 400,
      body: { scimType: 'invalidValue' },
    })
    expect((await patch(`/Users/${id}`, { op: 'Explode', path: 'active', value: true })).status).toBe(400)
    expect((await agent(id))?.active).toBe(true)
  })

  it('change as Okta does it: whole, and switched off by a value without a path', async () => {
    const { body } = await scim('POST', '/Users', oktaUser('okta.test'))
    expect(await agent(body.id)).toMatchObject({ name: 'Test User', active: true })
    const renamed = { ...oktaUser('okta.test'), id: body.id, displayName: 'Another User', meta: {} }
    expect((await scim('PUT', `/Users/${body.id}`, renamed)).body).toMatchObject({
      displayName: 'Another User',
    })
    expect(await agent(body.id)).toMatchObject({ name: 'Another User' })
    await patch(`/Users/${body.id}`, { op: 'replace', value: { active: false } })
    expect(await agent(body.id)).toMatchObject({ active: false })
    expect((await scim('GET', `/Users/${body.id}`)).body).toMatchObject({ active: false })
  })

  it('keep what they call themselves until the directory says something else', async () => {
    const id = await made('kato')
    await test.owner.ok('PATCH', `/api/agents/${id}`, { name: '加藤さん' })
    await patch(`/Users/${id}`, { op: 'Replace', path: 'externalId', value: 'oid-2' })
    expect((await agent(id))?.name).toBe('加藤さん')
    await patch(`/Users/${id}`, { op: 'Replace', path: 'displayName', value: '加藤 新' })
    expect((await agent(id))?.name).toBe('加藤 新')
  })

  it('come page by page, with what is asked of them', async () => {
    await Promise.all(['p1', 'p2', 'p3'].map(made))
    const { body: first } = await scim<List>('GET', '/Users?startIndex=1&count=2&attributes=userName')
    expect(first).toMatchObject({ startIndex: 1, itemsPerPage: 2 })
    expect(Object.keys(first.Resources[0] ?? {}).sort()).toEqual(['id', 'meta', 'schemas', 'userName'])
    const { body: rest } = await scim<List>('GET', `/Users?startIndex=3&count=200`)
    expect(first.totalResults).toBe(rest.Resources.length + 2)
    expect((await scim<List>('GET', '/Users?count=0')).body).toMatchObject({ Resources: [], itemsPerPage: 0 })
  })

  it('lose their sessions when they are switched off, and go when they are deleted, with what they did kept', async () => {
    const id = await made('mori')
    await test.db.run(sql`
      insert into sessions (token_hash, id, workspace_id, agent_id, state, device, address, created_at, last_seen_at, expires_at)
      values ('\\x01', gen_random_uuid(), ${test.workspaceId}, ${id}, 'signed-in', 'x', 'x', now(), now(), now() + interval '1 day')`)
    expect((await scim('DELETE', `/Users/${id}`)).status).toBe(204)
    await test.settled()
    const { n } = await test.db.one<{ n: number }>(sql`
      select count(*) as n from sessions where workspace_id = ${test.workspaceId} and agent_id = ${id}`)
    expect(n).toBe(0)
    expect(await agent(id)).toMatchObject({ active: false })
    expect((await scim('GET', `/Users/${id}`)).status).toBe(404)
    expect((await scim('DELETE', `/Users/${id}`)).status).toBe(404)
    // Whoever comes back is who they were.
    expect(await made('mori')).toBe(id)
    expect(await agent(id)).toMatchObject({ active: true })
  })

  it('need an address of the company', async () => {
    const said = async (body: object) => (await scim('POST', '/Users', body)).body
    expect(
      await said({ ...entraUser('x'), emails: [{ value: 'x@evil.example', primary: true }] }),
    ).toMatchObject({
      status: '400',
      scimType: 'invalidValue',
    })
    expect(await said({ ...entraUser('x'), userName: 'jdoe', emails: [] })).toMatchObject({ status: '400' })
    expect(await said({ schemas: [USER] })).toMatchObject({ status: '400' })
    expect(await said([] as never)).toMatchObject({ status: '400' })
  })
})

describe('who was here before', () => {
  it('is seen, and taken over with the first change', async () => {
    const yui = await test.person('agent', [team])
    const { email } = (await agent(yui.id)) as { email: string }
    await test.owner.ok('PATCH', `/api/agents/${yui.id}`, { email: 'yui@shop.example' })
    expect(email).not.toBe('yui@shop.example')
    const found = await scim<List>(
      'GET',
      `/Users?filter=${encodeURIComponent('userName eq "yui@shop.example"')}`,
    )
    expect(found.body.Resources.map(({ id }) => id)).toEqual([yui.id])
    await patch(`/Users/${yui.id}`, { op: 'Add', path: 'externalId', value: 'oid-yui' })
    expect(await entries(yui.id)).toContain('access.scim-adopt')
    // No group of the directory speaks for them.
    expect(await agent(yui.id)).toMatchObject({ role: 'readonly', teamIds: [] })
    const stranger = await test.person('agent')
    expect((await scim('DELETE', `/Users/${stranger.id}`)).status).toBe(403)
  })

  it('stays an owner, with their address, and the last one stays in', async () => {
    const [owner] = (await agents()).filter(({ role, active }) => role === 'owner' && active)
    const id = owner?.id as string
    expect((await patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: false })).status).toBe(409)
    expect(
      (
        await patch(`/Users/${id}`, {
          op: 'Replace',
          path: 'emails[type eq "work"].value',
          value: 'x@shop.example',
        })
      ).status,
    ).toBe(403)
    await patch(`/Users/${id}`, { op: 'Replace', path: 'externalId', value: 'oid-owner' })
    expect(await agent(id)).toMatchObject({ role: 'owner', active: true })
    // A second one may be switched off, but is not let in again by it.
    const second = await test.person('owner')
    await patch(`/Users/${second.id}`, { op: 'Replace', path: 'externalId', value: 'oid-second' })
    await patch(`/Users/${second.id}`, { op: 'Replace', path: 'active', value: false })
    expect(await agent(second.id)).toMatchObject({ role: 'owner', active: false })
    expect((await patch(`/Users/${second.id}`, { op: 'Replace', path: 'active', value: true })).status).toBe(
      403,
    )
  })
})

describe('another workspace’s directory, or another provider’s', () => {
  it('neither sees nor touches whom this one brought', async () => {
    const id = await made('mine')
    const other = await test.owner.ok<{ id: string }>('POST', '/api/sso-providers', {
      name: 'Keycloak',
      issuer: 'https://keycloak.example',
      clientId: 'x',
    })
    const theirs = (
      await test.owner.ok<{ token: string }>('POST', `/api/sso-providers/${other.id}/scim-token`)
    ).token
    expect((await scim('GET', `/Users/${id}`, undefined, theirs)).status).toBe(404)
    expect((await scim('DELETE', `/Users/${id}`, undefined, theirs)).status).toBe(404)
    expect((await scim('POST', '/Users', entraUser('mine'), theirs)).body).toMatchObject({
      scimType: 'uniqueness',
    })
    expect(await agent(id)).toMatchObject({ active: true })
  })
})
