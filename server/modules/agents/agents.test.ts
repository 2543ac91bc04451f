import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Role } from './contract.ts'
import {
  accountByEmail,
  agentName,
  agentsByIds,
  createAgent,
  createPasswordLink,
  createTeam,
  findPasswordLink,
  listAgents,
  takePasswordLink,
  teamsOf,
  timeZoneOf,
  updateAgent,
  visibleInboxIds,
  type Agent,
} from './index.ts'
import { inviteAgent } from './invite-agent.ts'
import { updateMe } from './update-me.ts'

let test: TestDatabase
let owner: Agent
let people = 0

const callerOf = (agent: Agent, permissions: string[] = []): Caller => ({
  ...systemCaller(test.workspaceId),
  kind: 'person',
  id: agent.id,
  name: agent.name,
  role: agent.role,
  permissions: new Set(permissions),
})
const asOwner = () => callerOf(owner, ['people.write'])

const add = (role: Role = 'agent', more: object = {}): Promise<Agent> => {
  people += 1
  const input = { email: `p${people}@example.com`, name: `Person ${people}`, role, ...more }
  return test.db.tx((tx) => createAgent(tx, systemCaller(test.workspaceId), input))
}

const change = (id: string, to: Parameters<typeof updateAgent>[3], caller: Caller = asOwner()) =>
  test.db.tx((tx) => updateAgent(tx, caller, id, to))

const log = (subjectId: string) =>
  test.db.many<{ action: string; details: Record<string, unknown> }>(sql`
    select action, details from audit_entries
    where workspace_id = ${test.workspaceId} and subject_id = ${subjectId} order by id`)

const announced = (name: string) =>
  test.db.many<{ payload: Record<string, unknown> }>(sql`
    select payload from events where workspace_id = ${test.workspaceId} and name = ${name} order by id`)

beforeAll(async () => {
  test = await testDatabase()
})

beforeEach(async () => {
  await test.db.run(sql`delete from agents where workspace_id = ${test.workspaceId}`)
  await test.db.run(sql`delete from events where workspace_id = ${test.workspaceId}`)
  owner = await add('owner')
})

describe('adding a person', () => {
  it('needs the permission', async () => {
    const plain = callerOf(await add())
    const input = { email: 'x@example.com', name: 'X', role: 'owner' } as const
    await expect(test.db.tx((tx) => createAgent(tx, plain, input))).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  it('gives an invitation that is good for seven days, once', async () => {
    const input = { email: ' New@Example.com ', name: ' 山田 太郎 ', kana: '', role: 'agent' } as const
    const { agent, inviteUrl } = await test.db.tx((tx) => inviteAgent(tx, asOwner(), input))
    expect(agent).toMatchObject({ email: 'new@example.com', name: '山田 太郎', kana: null, active: true })
    const token = inviteUrl.slice(inviteUrl.indexOf('#') + 1)
    const reference = test.database.reference
    const found = { workspaceId: test.workspaceId, agentId: agent.id, kind: 'invitation' }
    expect(await findPasswordLink(reference, token)).toEqual(found)
    expect(await test.db.tx((tx) => takePasswordLink(tx, token, agent.id))).toBe(true)
    expect(await test.db.tx((tx) => takePasswordLink(tx, token, agent.id))).toBe(false)
    const late = await test.db.tx((tx) => createPasswordLink(tx, agent.id, 'invitation'))
    test.clock.forward(7 * 24 * 3600)
    expect(await findPasswordLink(reference, late.slice(late.indexOf('#') + 1))).toBeUndefined()
  })

  it('refuses an address that somebody signs in with, in another workspace too', async () => {
    const { createWorkspace } = await import('../workspace/index.ts')
    const settings = { name: 'Other', language: 'en', timeZone: 'UTC' } as const
    const other = await test.database.reference.tx((tx) => createWorkspace(tx, settings))
    const input = { email: owner.email.toUpperCase(), name: 'X', role: 'agent' } as const
    const work = test.database.in(other).tx((tx) => createAgent(tx, systemCaller(other), input))
    await expect(work).rejects.toMatchObject({ kind: 'conflict', code: 'agents.email-taken' })
    expect(await accountByEmail(test.database.reference, owner.email)).toEqual({
      workspaceId: test.workspaceId,
      agentId: owner.id,
    })
  })

  it('refuses an unknown team and an empty name, and keeps nothing of it', async () => {
    const nobody = '01980000-0000-7000-8000-000000000000'
    await expect(add('agent', { teamIds: [nobody] })).rejects.toMatchObject({ code: 'agents.unknown-team' })
    await expect(add('agent', { name: '　 ' })).rejects.toMatchObject({ code: 'agents.empty-name' })
    expect(await listAgents(test.db)).toHaveLength(1)
    const names = await test.db.many(
      sql`select 1 from sign_in_names where email = ${`p${people}@example.com`}`,
    )
    expect(names).toEqual([])
  })

  it('stands in the audit log with who did it', async () => {
    const agent = await add('lead')
    expect(await log(agent.id)).toMatchObject([{ action: 'agents.create', details: { role: 'lead' } }])
    expect(await announced('agent.changed')).toContainEqual({
      payload: { agentId: agent.id, active: true, sight: false },
    })
  })
})

describe('changing a person', () => {
  it('writes only what is given, and keeps old and new values', async () => {
    const agent = await add()
    const changed = await change(agent.id, { role: 'lead', kana: 'ヤマダ' })
    expect(changed).toEqual({ ...agent, role: 'lead', kana: 'ヤマダ' })
    expect((await agentsByIds(test.db, [agent.id]))[0]).toEqual(changed)
    expect((await log(agent.id)).at(-1)).toEqual({
      action: 'agents.update',
      details: { role: { from: 'agent', to: 'lead' }, kana: { from: null, to: 'ヤマダ' } },
    })
    expect((await announced('agent.changed')).at(-1)?.payload).toMatchObject({ sight: true, active: true })
  })

  it('that changes nothing leaves no trace', async () => {
    const agent = await add()
    await change(agent.id, { role: 'agent', name: agent.name })
    expect(await log(agent.id)).toHaveLength(1)
  })

  it('replaces the teams, whatever the case of the ids', async () => {
    const make = (name: string) => test.db.tx((tx) => createTeam(tx, asOwner(), { name }))
    const [one, two] = [await make('Teams one'), await make('Teams two')]
    const agent = await add('agent', { teamIds: [one.id] })
    const changed = await change(agent.id, { teamIds: [two.id.toUpperCase(), two.id] })
    expect(changed.teamIds).toEqual([two.id])
    expect(await teamsOf(test.db, agent.id)).toEqual([two.id])
  })

  it('moves the address, so that the old one is free again', async () => {
    const agent = await add()
    await change(agent.id, { email: 'Moved@Example.com' })
    const reference = test.database.reference
    expect(await accountByEmail(reference, 'moved@example.com')).toMatchObject({ agentId: agent.id })
    expect(await accountByEmail(reference, agent.email)).toBeUndefined()
    const taken = change(agent.id, { email: owner.email })
    await expect(taken).rejects.toMatchObject({ code: 'agents.email-taken' })
  })

  it('needs the permission and an existing person', async () => {
    const agent = await add()
    await expect(change(agent.id, { role: 'owner' }, callerOf(agent))).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const nobody = '01980000-0000-7000-8000-000000000000'
    await expect(change(nobody, { role: 'owner' })).rejects.toMatchObject({ code: 'agents.no-agent' })
  })
})

describe('the last owner', () => {
  it('can’t be made something else or switched off', async () => {
    const refused = { kind: 'conflict', code: 'agents.last-owner' }
    await expect(change(owner.id, { role: 'lead' })).rejects.toMatchObject(refused)
    await expect(change(owner.id, { active: false })).rejects.toMatchObject(refused)
    await expect(change(owner.id.toUpperCase(), { active: false })).rejects.toMatchObject(refused)
    const sleeping = await add('owner')
    await change(sleeping.id, { active: false })
    await expect(change(owner.id, { role: 'lead' })).rejects.toMatchObject(refused)
    expect((await change(owner.id, { role: 'owner', name: 'Still here' })).name).toBe('Still here')
  })

  it('stays, even when two owners step down at the same moment', async () => {
    const second = await add('owner')
    const results = await Promise.allSettled([
      change(owner.id, { role: 'agent' }),
      change(second.id, { active: false }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const left = (await listAgents(test.db)).filter(({ role, active }) => role === 'owner' && active)
    expect(left).toHaveLength(1)
  })
})

describe('one’s own profile', () => {
  it('is changed by everybody, but never the role', async () => {
    const agent = await add()
    const to = { name: 'New name', language: 'en', signature: '敬具\n山田', role: 'owner' } as const
    const changed = await test.db.tx((tx) => updateMe(tx, callerOf(agent), to))
    expect(changed).toMatchObject({
      name: 'New name',
      language: 'en',
      signature: '敬具\n山田',
      role: 'agent',
    })
    expect(await agentName(test.db, agent.id)).toBe('New name')
    expect((await log(agent.id)).at(-1)?.action).toBe('agents.update-me')
  })

  it('has a time zone of its own, else the workspace’s', async () => {
    const agent = await add()
    const me = callerOf(agent)
    const change = (timeZone: string | null) => test.db.tx((tx) => updateMe(tx, me, { timeZone }))
    expect(await timeZoneOf(test.db, me)).toBe('Asia/Tokyo')
    expect((await change('Europe/Vienna')).timeZone).toBe('Europe/Vienna')
    expect(await timeZoneOf(test.db, me)).toBe('Europe/Vienna')
    await expect(change('Mars/Olympus')).rejects.toMatchObject({ kind: 'invalid' })
    // Names that the database knows as another zone, or not at all.
    for (const name of ['BST', 'SST', 'PRT', 'Asia/Edo'])
      await expect(change(name)).rejects.toMatchObject({ code: 'workspace.time-zone' })
    expect((await change(null)).timeZone).toBeNull()
    expect(await timeZoneOf(test.db, me)).toBe('Asia/Tokyo')
  })
})

describe('what a person sees', () => {
  it('owners and leads everything, others the inboxes of their teams', async () => {
    const inboxes = ['01980000-0000-7000-8000-00000000000a', '01980000-0000-7000-8000-00000000000b']
    const agent = await add()
    const make = (name: string, agentIds: string[]) =>
      test.db.tx((tx) => createTeam(tx, asOwner(), { name, agentIds }))
    const mine = [await make('Mine', [agent.id]), await make('Mine too', [agent.id])]
    const other = await make('Not mine', [])
    for (const id of inboxes) {
      await test.db.run(sql`
        insert into inboxes (workspace_id, id, channel, name, created_at)
        values (${test.workspaceId}, ${id}, 'test', 'Test', ${test.clock.now()})`)
    }
    for (const [inbox, team] of [
      [inboxes[0], mine[0]],
      [inboxes[0], mine[1]],
      [inboxes[1], other],
    ]) {
      await test.db.run(sql`
        insert into inbox_teams (workspace_id, inbox_id, team_id)
        values (${test.workspaceId}, ${inbox}, ${(team as { id: string }).id})`)
    }
    expect(await visibleInboxIds(test.db, agent.id, 'agent')).toEqual(new Set([inboxes[0]]))
    expect(await visibleInboxIds(test.db, agent.id, 'readonly')).toEqual(new Set([inboxes[0]]))
    expect(await visibleInboxIds(test.db, owner.id, 'agent')).toEqual(new Set())
    expect(await visibleInboxIds(test.db, owner.id, 'owner')).toBe('all')
    expect(await visibleInboxIds(test.db, agent.id, 'lead')).toBe('all')
  })
})
