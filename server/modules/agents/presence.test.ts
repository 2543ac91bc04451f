import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { act } from '../../../test/harness/rooms.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Announcement } from '../../kernel/events/index.ts'
import type { Presence } from './contract-presence.ts'
import { noteSeen } from './index.ts'
import { keeps } from './presence/keep-changes.ts'
import { tellGone } from './presence/tell-gone.ts'

type Person = Caller & { id: string }

let test: TestDatabase
let hana: Person
let taro: Person
let lead: Person
const announced: Announcement[] = []

beforeAll(async () => {
  test = await testDatabase()
  hana = await addAgent(test.db)
  taro = await addAgent(test.db)
  const one = await addAgent(test.db, { role: 'lead' })
  lead = { ...one, permissions: new Set([...one.permissions, 'presence.write']) }
  test.database.onCommit((_workspaceId, announcements) => announced.push(...announcements))
})

const list = () => act<Presence[]>('agents', 'listPresences', {}, { caller: hana, db: test.db })
const of = async ({ id }: Person) => (await list()).find(({ agentId }) => agentId === id)
const choose = (caller: Caller, body: object) =>
  test.db.tx((tx) => act<Presence>('agents', 'setMyPresence', { body }, { caller, tx }))
const chooseFor = (caller: Caller, agentId: string, body: object) =>
  test.db.tx((tx) => act<Presence>('agents', 'setPresence', { params: { agentId }, body }, { caller, tx }))
const seen = (...people: Person[]) =>
  test.db.tx((tx) =>
    noteSeen(
      tx,
      people.map(({ id }) => id),
    ),
  )
const told = () => announced.splice(0).filter(({ name }) => name === 'presence.changed')
const kept = () =>
  test.db.many<{ state: string; reason: string | null; actorId: string }>(sql`
    select state, reason, actor_id as "actorId" from presence_changes
    where workspace_id = ${test.workspaceId} and agent_id = ${hana.id} order by id`)

describe('presence', () => {
  it('is online until somebody says otherwise, and here while a screen is open', async () => {
    expect(await of(hana)).toEqual({
      agentId: hana.id,
      state: 'online',
      reason: null,
      since: null,
      here: false,
    })
    told()
    await seen(hana, taro)
    expect(told().map(({ payload }) => payload)).toEqual([
      {
        agentIds: expect.toSatisfy(
          (ids: string[]) => ids.toSorted().join() === [hana.id, taro.id].sort().join(),
        ),
      },
    ])
    expect(await of(hana)).toMatchObject({ state: 'online', here: true })
    test.clock.forward(60)
    await seen(hana)
    // Who stays is no news.
    expect(told()).toEqual([])
    test.clock.forward(179)
    expect(await of(hana)).toMatchObject({ here: true })
    expect(await of(taro)).toMatchObject({ state: 'online', here: false })
    test.clock.forward(1)
    expect(await of(hana)).toMatchObject({ here: false })
    await tellGone(test.db)
    expect(told().map(({ payload }) => payload)).toEqual([{ agentIds: expect.arrayContaining([hana.id]) }])
    test.clock.forward(120)
    await tellGone(test.db)
    expect(told()).toEqual([])
    await seen(hana)
    expect(told()).toHaveLength(1)
  })

  it('is what its person chose, each choice kept with its moment', async () => {
    const before = (await kept()).length
    const away = await choose(hana, { state: 'away', reason: ' 昼休み ' })
    expect(away).toMatchObject({ state: 'away', reason: '昼休み', since: test.clock.now().toISOString() })
    test.clock.forward(1800)
    // The same once more is no other choice.
    expect(await choose(hana, { state: 'away', reason: '昼休み' })).toMatchObject({ since: away.since })
    await choose(hana, { state: 'call', reason: null })
    expect(await of(hana)).toMatchObject({ state: 'call', reason: null })
    expect((await kept()).slice(before)).toEqual([
      { state: 'away', reason: '昼休み', actorId: hana.id },
      { state: 'call', reason: null, actorId: hana.id },
    ])
  })

  it('is set for others by leads, and the audit log tells', async () => {
    await expect(chooseFor(taro, hana.id, { state: 'off', reason: null })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    test.clock.forward(60)
    await chooseFor(lead, hana.id, { state: 'off', reason: '早退' })
    expect(await of(hana)).toMatchObject({ state: 'off', reason: '早退' })
    expect((await kept()).at(-1)).toMatchObject({ actorId: lead.id })
    const notes = await test.db.many<{ details: object }>(sql`
      select details from audit_entries where workspace_id = ${test.workspaceId} and action = 'agents.set-presence'`)
    expect(notes).toEqual([{ details: { state: { from: 'call', to: 'off' }, reason: '早退' } }])
  })

  it('belongs to whoever may sign in alone', async () => {
    await test.db.run(sql`
      update agents set active = false where workspace_id = ${test.workspaceId} and id = ${taro.id}`)
    expect(await of(taro)).toBeUndefined()
    await expect(chooseFor(lead, taro.id, { state: 'online', reason: null })).rejects.toMatchObject({
      code: 'agents.no-presence',
    })
  })

  it('has reasons that the workspace offers, in their order, each once', async () => {
    const save = (caller: Caller, body: object[]) =>
      test.db.tx((tx) => act('agents', 'savePresenceReasons', { body }, { caller, tx }))
    const owner = await addAgent(test.db, { role: 'owner' })
    const reasons = [
      { state: 'away', name: '昼休み' },
      { state: 'training', name: '商品研修' },
      { state: 'away', name: '昼休み' },
      { state: 'away', name: '打ち合わせ' },
    ]
    await expect(save(owner, [{ state: 'away', name: ' ' }])).rejects.toMatchObject({
      code: 'agents.empty-reason',
    })
    expect(await save(owner, reasons)).toEqual([reasons[0], reasons[1], reasons[3]])
    expect(await save(owner, [])).toEqual([])
  })

  it('is kept for as long as the rule says, but for what holds now', async () => {
    const [rule] = keeps
    const before = test.clock.now()
    const past = await kept()
    expect(past.length).toBeGreaterThan(1)
    test.clock.forward(60)
    const piece = { before, place: null, wipe: async () => true, follow: async () => undefined }
    const removed = await test.db.tx(async (tx) => rule?.remove(tx, piece))
    expect(removed).toMatchObject({ rows: past.length - 1, next: null })
    expect(await kept()).toEqual(past.slice(-1))
  })
})
