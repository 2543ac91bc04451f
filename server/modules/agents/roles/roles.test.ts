import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type Client, type TestApp } from '../../../../test/harness/app.ts'
import { agentsByIds, updateAgent } from '../index.ts'
import { systemCaller } from '../../../kernel/caller.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { OneRole } from '../contract.ts'

let test: TestApp
let names = 0
const BASE = ['conversations.read', 'customers.read']

beforeAll(async () => {
  test = await testApp()
})

const make = (permissions: string[], more: object = {}, by: Client = test.owner) => {
  names += 1
  return by.call<OneRole & { code: string; detail: string }>('POST', '/api/roles', {
    name: `役割${names}`,
    permissions,
    ...more,
  })
}
const made = async (permissions: string[], more: object = {}): Promise<OneRole> => {
  const { status, body } = await make(permissions, more)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}
const roles = () => test.owner.ok<OneRole[]>('GET', '/api/roles')
const me = (client: Client) =>
  client.ok<{ agent: { role: string }; permissions: string[]; inboxIds: string[] | null }>('GET', '/api/me')
/** Somebody who manages people without being an owner. */
const manager = async () => {
  const role = await made(['people.write', 'conversations.write', 'conversations.reply'], {
    allInboxes: true,
  })
  return test.person(role.id)
}
const audited = async (subjectId: string) => {
  const { items } = await test.owner.ok<{ items: { action: string; details: Record<string, unknown> }[] }>(
    'GET',
    `/api/audit?subjectId=${subjectId}`,
  )
  return items.map(({ action, details }) => [action, details])
}

describe('a role with a permission that a release took away', () => {
  it('is shown and changed without it', async () => {
    const role = await made(['reports.read'])
    await test.db.tx((tx) =>
      tx.run(sql`
        update roles set permissions = permissions || '{gone.permission}'::text[]
        where workspace_id = ${tx.workspaceId} and id = ${role.id}`),
    )
    expect((await roles()).find(({ id }) => id === role.id)?.permissions).toEqual([...BASE, 'reports.read'])
    const named = await test.owner.call<OneRole>('PATCH', `/api/roles/${role.id}`, { name: '改名した役割' })
    expect([named.status, named.body.permissions]).toEqual([200, [...BASE, 'reports.read']])
  })

  it('is moved to no other spelling of itself', async () => {
    const role = await made([])
    await test.person(role.id)
    const answer = await test.owner.call<{ code: string }>('DELETE', `/api/roles/${role.id}`, {
      moveTo: role.id.toUpperCase(),
    })
    expect([answer.status, answer.body.code]).toEqual([409, 'agents.role-in-use'])
  })
})

describe('a role of the workspace’s own', () => {
  it('gives what was chosen, with what no role is without, and no more', async () => {
    const role = await made(['reports.read'])
    expect(role.permissions).toEqual([...BASE, 'reports.read'])
    const person = await test.person(role.id)
    expect(await me(person)).toMatchObject({
      agent: { role: role.id, answers: false },
      permissions: [...BASE, 'reports.read'],
      inboxIds: [],
    })
    expect((await person.call('GET', '/api/reports/board?from=2026-11-01&to=2026-11-02')).status).not.toBe(
      403,
    )
    expect((await person.call('POST', '/api/tags', { name: 'x', colour: '#112233' })).status).toBe(403)
    expect((await roles()).find(({ id }) => id === role.id)?.agentIds).toEqual([person.id])
  })

  it('sees every inbox, or those of the teams', async () => {
    const inbox = await test.inbox('chat')
    const [all, own] = [await made([], { allInboxes: true }), await made([])]
    const [wide, narrow] = [await test.person(all.id), await test.person(own.id)]
    expect((await wide.ok<{ id: string }[]>('GET', '/api/inboxes')).map(({ id }) => id)).toContain(inbox.id)
    expect(await narrow.ok('GET', '/api/inboxes')).toEqual([])
  })

  it('holds at once when it is changed, for everybody who has it', async () => {
    const role = await made([])
    const person = await test.person(role.id)
    expect((await me(person)).permissions).toEqual(BASE)
    await test.owner.ok('PATCH', `/api/roles/${role.id}`, {
      permissions: ['conversations.write', 'conversations.reply'],
      allInboxes: true,
    })
    expect(await me(person)).toMatchObject({
      agent: { answers: true },
      permissions: ['conversations.read', 'conversations.reply', 'conversations.write', 'customers.read'],
      inboxIds: null,
    })
    expect(await audited(role.id)).toMatchObject([
      ['agents.update-role', { name: expect.any(String), allInboxes: { from: false, to: true } }],
      ['agents.create-role', { permissions: BASE }],
    ])
  })

  it('is told of by its name, which no other has', async () => {
    const role = await made([], { name: '夜間担当', description: ' 夜だけ ' })
    expect(role).toMatchObject({
      title: { en: '夜間担当', ja: '夜間担当' },
      description: '夜だけ',
      fixed: false,
    })
    const other = await made([])
    const taken = { status: 409, body: { code: 'agents.role-exists' } }
    expect(await make([], { name: '夜間担当' })).toMatchObject(taken)
    expect(await test.owner.call('PATCH', `/api/roles/${other.id}`, { name: '夜間担当' })).toMatchObject(
      taken,
    )
    for (const name of ['Owner', 'オーナー', 'ｌｅａｄ', '閲覧のみ'])
      expect(await make([], { name })).toMatchObject(taken)
    expect((await make([], { name: '   ' })).body.code).toBe('agents.empty-name')
  })

  it.each([
    [['no.such'], {}, 'agents.no-permission'],
    [['conversations.reply'], {}, 'agents.needs-permission'],
    [['people.write'], {}, 'agents.needs-all-inboxes'],
    [['settings.write'], { allInboxes: false }, 'agents.needs-all-inboxes'],
  ])('is refused with what is wrong: %j', async (permissions, more, code) => {
    const { status, body } = await make(permissions, more)
    expect({ status, code: body.code }).toEqual({ status: 400, code })
  })

  it('gives nothing that reaches every inbox once it no longer sees all of them', async () => {
    const role = await made(['audit.read'], { allInboxes: true })
    const refused = await test.owner.call('PATCH', `/api/roles/${role.id}`, { allInboxes: false })
    expect(refused).toMatchObject({ status: 400, body: { code: 'agents.needs-all-inboxes' } })
  })

  it('is removed only with another one for who has it', async () => {
    const role = await made(['conversations.write'])
    const [person, other] = [await test.person(role.id), await made([])]
    const path = `/api/roles/${role.id}`
    expect(await test.owner.call('DELETE', path, { moveTo: null })).toMatchObject({
      status: 409,
      body: { code: 'agents.role-in-use', detail: expect.stringContaining('1 people') },
    })
    expect(await test.owner.call('DELETE', path, { moveTo: role.id })).toMatchObject({ status: 409 })
    await test.owner.ok('DELETE', path, { moveTo: other.id })
    expect((await me(person)).agent.role).toBe(other.id)
    expect((await roles()).map(({ id }) => id)).not.toContain(role.id)
    expect(await audited(role.id)).toMatchObject([
      ['agents.delete-role', { agentIds: [person.id], moveTo: other.id }],
      ['agents.create-role', {}],
    ])
    await test.owner.ok('DELETE', `/api/roles/${other.id}`, { moveTo: 'agent' })
    expect((await me(person)).agent.role).toBe('agent')
    expect(await test.owner.call('DELETE', path, { moveTo: null })).toMatchObject({ status: 404 })
  })

  it('is given and removed at the same moment without an error of ours', async () => {
    const role = await made([])
    const people = await Promise.all([1, 2, 3].map(() => test.person('agent')))
    const give = people.map(({ id }) => test.owner.call('PATCH', `/api/agents/${id}`, { role: role.id }))
    const remove = test.owner.call('DELETE', `/api/roles/${role.id}`, { moveTo: 'readonly' })
    const answers = await Promise.all([...give, remove])
    for (const { status } of answers) expect([200, 204, 400, 409]).toContain(status)
  })
})

describe('nobody gives what they don’t have', () => {
  it('neither in a role that they make nor in one that they change', async () => {
    const hr = await manager()
    const more = { status: 403, body: { code: 'agents.more-than-yours' } }
    expect(await make(['conversations.write'], { allInboxes: true }, hr)).toMatchObject({ status: 201 })
    expect(await make(['reports.read'], {}, hr)).toMatchObject(more)
    const strong = await made(['reports.read'])
    expect(await hr.call('PATCH', `/api/roles/${strong.id}`, { name: 'weak' })).toMatchObject(more)
    expect(await hr.call('PATCH', `/api/roles/${strong.id}`, { permissions: [] })).toMatchObject(more)
    expect(await hr.call('DELETE', `/api/roles/${strong.id}`, { moveTo: null })).toMatchObject(more)
  })

  it('nor to somebody, themselves included', async () => {
    const hr = await manager()
    const agent = await test.person('readonly')
    // Not even a reader: reports are more than this manager may see.
    for (const role of ['owner', 'lead', 'agent', (await made(['reports.read'])).id]) {
      const refused = { status: 403, body: { code: 'agents.more-than-yours' } }
      expect(await hr.call('PATCH', `/api/agents/${hr.id}`, { role })).toMatchObject(refused)
      const input = { name: 'X', email: `x${names}@shop.example`, role }
      expect(await hr.call('POST', '/api/agents', input)).toMatchObject(refused)
    }
    expect(await hr.call('PATCH', `/api/agents/${agent.id}`, { role: 'owner' })).toMatchObject({
      status: 403,
    })
    const weak = await make(['conversations.write'], {}, hr)
    const input = { name: 'X', email: 'weak@shop.example', role: weak.body.id }
    expect(await hr.call('POST', '/api/agents', input)).toMatchObject({ status: 201 })
  })

  it('nor takes over or shuts out who may do more', async () => {
    const hr = await manager()
    const owner = await test.person('owner')
    const above = { status: 403, body: { code: 'agents.above-you' } }
    for (const change of [
      { email: 'mine@shop.example' },
      { active: false },
      { role: 'readonly' },
      { teamIds: [] },
    ])
      expect(await hr.call('PATCH', `/api/agents/${owner.id}`, change)).toMatchObject(above)
    expect(await hr.call('POST', `/api/agents/${owner.id}/password-reset`)).toMatchObject(above)
    expect(await hr.call('DELETE', `/api/agents/${owner.id}/totp`)).toMatchObject(above)
  })

  it('nor makes a key that acts as them', async () => {
    const role = await made(['people.write', 'settings.write'], { allInboxes: true })
    const keeper = await test.person(role.id)
    const owner = await test.person('owner')
    const key = (agentId: string) => keeper.call('POST', '/api/api-keys', { name: 'k', agentId })
    expect(await key(owner.id)).toMatchObject({ status: 403, body: { code: 'agents.above-you' } })
    expect(await key(keeper.id)).toMatchObject({ status: 201 })
  })

  it('and an owner may give everything', async () => {
    const all = (await roles()).find(({ id }) => id === 'owner')?.permissions ?? []
    expect((await make(all, { allInboxes: true })).body.code).toBe('agents.no-permission')
    const everything = all.filter((name) => name !== 'access.write')
    expect(everything.length).toBeGreaterThan(10)
    const twin = await made(everything, { allInboxes: true })
    const person = await test.person(twin.id)
    // Which does not make one: owners are those who are called so.
    expect(await make(everything, { allInboxes: true }, person)).toMatchObject({ status: 201 })
    const system = systemCaller(test.workspaceId)
    const [owner] = (await test.owner.ok<{ id: string; role: string }[]>('GET', '/api/agents')).filter(
      ({ role }) => role === 'owner',
    )
    for (const one of await test.owner.ok<{ id: string; role: string }[]>('GET', '/api/agents'))
      if (one.role === 'owner' && one.id !== owner?.id)
        await test.db.tx((tx) => updateAgent(tx, system, one.id, { role: 'lead' }))
    expect(await test.owner.call('PATCH', `/api/agents/${owner?.id}`, { role: twin.id })).toMatchObject({
      status: 409,
      body: { code: 'agents.last-owner' },
    })
    const [kept] = await agentsByIds(test.db, [owner?.id as string])
    expect(kept?.role).toBe('owner')
  })
})

it('lists permissions in plain words under headings', async () => {
  const groups = await test.owner.ok<{ id: string; permissions: { name: string }[] }[]>(
    'GET',
    '/api/permissions',
  )
  const named = groups.flatMap(({ permissions }) => permissions.map(({ name }) => name))
  const owners = (await roles()).find(({ id }) => id === 'owner')?.permissions
  // Each stands under one heading, but for what only owners may have: it can't be chosen.
  expect(named.toSorted()).toEqual(owners?.filter((name) => name !== 'access.write'))
})
