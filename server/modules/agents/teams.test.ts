import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { deleteTeam } from './delete-team.ts'
import { createAgent, createTeam, listTeams, teamExists, type Agent } from './index.ts'
import { updateTeam } from './update-team.ts'

let test: TestDatabase
let system: Caller
let one: Agent
let two: Agent

beforeAll(async () => {
  test = await testDatabase()
  system = systemCaller(test.workspaceId)
  const add = (email: string) =>
    test.db.tx((tx) => createAgent(tx, system, { email, name: email, role: 'agent' }))
  one = await add('one@example.com')
  two = await add('two@example.com')
})

afterEach(async () => {
  await test.db.run(sql`delete from teams where workspace_id = ${test.workspaceId}`)
  await test.db.run(sql`delete from events where workspace_id = ${test.workspaceId}`)
})

const make = (name: string, agentIds: string[] = []) =>
  test.db.tx((tx) => createTeam(tx, system, { name, agentIds }))

const last = async () =>
  (
    await test.db.many<{ name: string; payload: unknown }>(sql`
      select name, payload from events where workspace_id = ${test.workspaceId} order by id desc limit 1`)
  )[0]

describe('teams', () => {
  it('have a name of their own and members', async () => {
    const team = await make(' 東京サポート ', [one.id, two.id, one.id])
    expect(team).toMatchObject({ name: '東京サポート', agentIds: [one.id, two.id] })
    expect(await listTeams(test.db)).toEqual([team])
    await expect(make('東京サポート')).rejects.toMatchObject({ kind: 'conflict', code: 'agents.team-exists' })
    expect(await teamExists(test.db, team.id)).toBe(true)
  })

  it('take no strangers', async () => {
    const nobody = '01980000-0000-7000-8000-000000000000'
    await expect(make('X', [nobody])).rejects.toMatchObject({ code: 'agents.unknown-agent' })
    expect(await listTeams(test.db)).toEqual([])
  })

  it('are renamed and refilled, and say whether what members see is another now', async () => {
    const team = await make('Before', [one.id])
    await make('Taken')
    const change = (to: { name?: string; agentIds?: string[] }) =>
      test.db.tx((tx) => updateTeam(tx, system, team.id, to))
    expect(await change({ name: 'After' })).toMatchObject({ name: 'After', agentIds: [one.id] })
    expect(await last()).toEqual({ name: 'team.changed', payload: { teamId: team.id, sight: false } })
    expect((await change({ agentIds: [two.id] })).agentIds).toEqual([two.id])
    expect(await last()).toEqual({ name: 'team.changed', payload: { teamId: team.id, sight: true } })
    await expect(change({ name: 'Taken' })).rejects.toMatchObject({ code: 'agents.team-exists' })
    const log = await test.db.many(sql`
      select details from audit_entries
      where workspace_id = ${test.workspaceId} and subject_id = ${team.id} and action = 'agents.update-team'
      order by id`)
    expect(log).toEqual([
      { details: { name: { from: 'Before', to: 'After' } } },
      { details: { agentIds: { from: [one.id], to: [two.id] } } },
    ])
  })

  it('go, and tell whoever points to them', async () => {
    const team = await make('Gone', [one.id])
    await test.db.tx((tx) => deleteTeam(tx, system, team.id))
    expect(await last()).toEqual({ name: 'team.deleted', payload: { teamId: team.id } })
    expect(await listTeams(test.db)).toEqual([])
    const again = test.db.tx((tx) => deleteTeam(tx, system, team.id))
    await expect(again).rejects.toMatchObject({ code: 'agents.no-team' })
  })

  it('are made, changed and removed only with the permission', async () => {
    const team = await make('Guarded')
    const plain: Caller = { ...system, kind: 'person', id: one.id, role: 'agent' }
    const refused = { kind: 'forbidden' }
    await expect(test.db.tx((tx) => createTeam(tx, plain, { name: 'X' }))).rejects.toMatchObject(refused)
    await expect(test.db.tx((tx) => updateTeam(tx, plain, team.id, { name: 'X' }))).rejects.toMatchObject(
      refused,
    )
    await expect(test.db.tx((tx) => deleteTeam(tx, plain, team.id))).rejects.toMatchObject(refused)
  })
})
