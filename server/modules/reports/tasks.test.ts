import { beforeAll, expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { act } from '../../../test/harness/rooms.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { getMetric } from './get-metric.ts'
import { listMetricRows } from './list-rows.ts'

let test: TestDatabase
let hana: Caller & { id: string }
let ken: Caller & { id: string }
let inboxes: string[]

beforeAll(async () => {
  test = await testDatabase()
  ;[hana, ken] = [await addAgent(test.db, { name: '花' }), await addAgent(test.db, { name: '健' })]
  inboxes = [await addInbox(test.db, '本店'), await addInbox(test.db, '支店')]
})

const period = { from: '2026-11-20', to: '2026-11-20', basis: 'calendar' as const }
const figure = (metric: string, caller: Caller = systemCaller(test.workspaceId), more: object = {}) =>
  getMetric(test.db, caller, metric, { ...period, ...more })
const team = <T>(action: string, input: object, caller: Caller = hana) =>
  test.db.tx((tx) => act<T>('teamwork', action, input, { caller, tx }))
const at = (minutes: number) => new Date(test.clock.now().getTime() + minutes * 60_000).toISOString()
const task = async (conversationId: string, dueAt: string | null): Promise<string> =>
  (
    await team<{ id: string }>('addTask', {
      params: { conversationId },
      body: { title: '確認', assigneeId: ken.id, dueAt },
    })
  ).id
const done = (taskId: string, is = true) =>
  team('updateTask', { params: { taskId }, body: { done: is } }, hana)

it('counts what was done, by whom, and whether by its deadline, where the conversation stands now', async () => {
  const [one, other] = (
    await Promise.all(inboxes.map((inbox, n) => receive(test.db, `t${n}@mail.example`, inbox)))
  ).map(({ conversationId }) => conversationId) as [string, string]
  const [early, late, open, never, removed, undone] = [
    await task(one, at(30)),
    await task(one, at(30)),
    await task(one, at(30)),
    await task(other, null),
    await task(one, at(30)),
    await task(other, at(6000)),
  ]
  await done(early)
  test.clock.forward(3600)
  await done(late)
  await done(never)
  await done(removed)
  await team('removeTask', { params: { taskId: removed } })
  await done(undone)
  await done(undone, false)
  expect(open).not.toBe('')
  expect(await figure('tasks-done')).toMatchObject({ n: 3, value: 3 })
  expect(await figure('tasks-on-time')).toMatchObject({ n: 3, value: 1 / 3 })
  // Done by one, whose deadline was another one's.
  expect(await figure('tasks-done', undefined, { agentId: hana.id })).toMatchObject({ n: 3 })
  expect(await figure('tasks-on-time', undefined, { agentId: ken.id })).toMatchObject({ n: 3 })
  const narrow = { ...hana, sight: new Set([inboxes[1] as string]) }
  expect(await figure('tasks-done', narrow)).toMatchObject({ n: 1 })
  expect((await figure('tasks-on-time', narrow)).value).toBeNull()
  const { items } = await listMetricRows(test.db, narrow, 'tasks-done', {
    ...period,
    sort: 'newest',
    limit: 5,
  })
  expect(items).toMatchObject([{ conversationId: other }])
})
