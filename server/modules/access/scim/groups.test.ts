import { beforeAll, describe, expect, it } from 'vitest'
import { GROUP, openDirectory, type Opened, type List } from './fixtures/directory.ts'

let test: Opened['test']
let team: Opened['team']
let night: Opened['night']
let providerId: Opened['providerId']
let scim: Opened['scim']
let patch: Opened['patch']
let agent: Opened['agent']
let made: Opened['made']
let entries: Opened['entries']

beforeAll(async () => {
  ;({ test, team, night, providerId, scim, patch, agent, made, entries } = await openDirectory())
})

describe('groups of a directory', () => {
  const group = (displayName: string, members: string[] = [], externalId?: string) =>
    scim('POST', '/Groups', {
      schemas: [GROUP, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
      displayName,
      ...(externalId === undefined ? {} : { externalId }),
      meta: { resourceType: 'Group' },
      members: members.map((value) => ({ value })),
    })

  it('give roles and teams by the mapping of signing in, and take them back', async () => {
    const [a, b] = [await made('ga'), await made('gb')]
    const agentsGroup = (await group('オペレーター', [a], 'g-agents')).body
    expect(await agent(a)).toMatchObject({ role: 'agent', teamIds: [team] })
    // As Entra ID adds and removes.
    await patch(`/Groups/${agentsGroup.id}`, {
      op: 'Add',
      path: 'members',
      value: [{ $ref: null, value: b }],
    })
    expect(await agent(b)).toMatchObject({ role: 'agent', teamIds: [team] })
    const leads = (await group('リーダー', [])).body
    await patch(`/Groups/${leads.id}`, { op: 'add', path: 'members', value: [{ value: b, display: 'gb' }] })
    expect((await agent(b))?.role).toBe('lead')
    const shift = (await group('夜勤', [b])).body
    expect((await agent(b))?.teamIds.toSorted()).toEqual([team, night].toSorted())
    await patch(`/Groups/${leads.id}`, { op: 'Remove', path: 'members', value: [{ $ref: null, value: b }] })
    expect((await agent(b))?.role).toBe('agent')
    // As we give members out ourselves, and with an id in capitals.
    for (const taken of [
      { value: b, display: 'gb', type: 'User', $ref: `https://desk.example/scim/v2/Users/${b}` },
      { value: b.toUpperCase() },
    ]) {
      await patch(`/Groups/${leads.id}`, { op: 'add', path: 'members', value: [{ value: b, display: 'gb' }] })
      expect((await agent(b))?.role).toBe('lead')
      await patch(`/Groups/${leads.id}`, { op: 'remove', path: 'members', value: [taken] })
      expect((await agent(b))?.role).toBe('agent')
    }
    // As Okta does.
    await patch(`/Groups/${agentsGroup.id}`, { op: 'remove', path: `members[value eq "${a}"]` })
    expect(await agent(a)).toMatchObject({ role: 'readonly', teamIds: [] })
    await patch(`/Groups/${shift.id}`, { op: 'replace', value: { id: shift.id, displayName: '夜勤（旧）' } })
    expect((await agent(b))?.teamIds).toEqual([team])
    expect((await scim('DELETE', `/Groups/${agentsGroup.id}`)).status).toBe(204)
    expect(await agent(b)).toMatchObject({ role: 'readonly', teamIds: [] })
    expect(await entries(agentsGroup.id)).toEqual([
      'access.scim-delete-group',
      'access.scim-update-group',
      'access.scim-update-group',
      'access.scim-create-group',
    ])
  })

  it('are found by name and id, without their members where those are not wanted', async () => {
    const a = await made('gc')
    const { body } = await group('検索', [a], 'ext-1')
    const ask = async (query: string) => (await scim<List>('GET', `/Groups?${query}`)).body.Resources
    const filter = (text: string) => `filter=${encodeURIComponent(text)}`
    expect(await ask(`${filter('displayName eq "検索"')}&excludedAttributes=members`)).toEqual([
      expect.not.objectContaining({ members: expect.anything() }),
    ])
    expect((await ask(filter('externalId eq "ext-1"')))[0]).toMatchObject({
      members: [{ value: a, type: 'User' }],
    })
    const person = (await scim('GET', `/Users/${a}`)).body
    expect(person['groups']).toMatchObject([{ value: body.id, display: '検索' }])
    expect((await group('検索')).body).toMatchObject({ status: '409', scimType: 'uniqueness' })
  })

  it('take nobody in whom the directory did not bring, and give nobody an owner’s rights', async () => {
    const stranger = await test.person('agent')
    const refused = await group('よその人', [stranger.id])
    expect([refused.status, refused.body['scimType']]).toEqual([400, 'invalidValue'])
    expect((await group('だれか', ['not-an-id'])).status).toBe(400)
    const owners = await test.owner.call('PATCH', `/api/sso-providers/${providerId}`, {
      mappings: [{ group: 'x', role: 'owner', teamIds: [] }],
    })
    expect(owners.status).toBe(400)
  })

  it('mean another thing at once when the mapping changes', async () => {
    const a = await made('gd')
    await group('新しい担当', [a])
    expect((await agent(a))?.role).toBe('readonly')
    const { mappings } = (
      await test.owner.ok<{ id: string; mappings: object[] }[]>('GET', '/api/sso-providers')
    ).find(({ id }) => id === providerId) as { mappings: object[] }
    await test.owner.ok('PATCH', `/api/sso-providers/${providerId}`, {
      mappings: [...mappings, { group: '新しい担当', role: 'agent', teamIds: [night] }],
    })
    expect(await agent(a)).toMatchObject({ role: 'agent', teamIds: [night] })
    const state = await test.owner.ok<{ people: number; groups: { name: string; mapped: boolean }[] }>(
      'GET',
      `/api/sso-providers/${providerId}/scim`,
    )
    expect(state.people).toBeGreaterThan(3)
    expect(state.groups).toContainEqual(
      expect.objectContaining({ name: '新しい担当', people: 1, mapped: true }),
    )
  })
})
