import { beforeEach, describe, expect, it } from 'vitest'
import { addAgent } from '../../../test/factories/index.ts'
import { sql, type Tx } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Checklist, ConversationTasks, ListedTask, Task, TaskInput } from './contract-tasks.ts'
import { taskGiven, taskOverdue, tasksChanged } from './events.ts'
import { teamDesk } from './fixtures/team-desk.ts'
import { openLists, openTitles } from './queries/tasks.ts'
import { addChecklist } from './tasks/add-tasks.ts'
import { forgetTasks } from './tasks/update-task.ts'
import { watchTasks } from './tasks/watch-tasks.ts'

const desk = await teamDesk()
const { test, announced, lead, hana, ken, stranger, team, write, refusal } = desk

const named = (name: string) => announced.filter((one) => one.name === name).map(({ payload }) => payload)
const inHours = (hours: number) => new Date(test.clock.now().getTime() + hours * 3_600_000).toISOString()
const add = (conversationId: string, change: Partial<TaskInput> = {}, caller = hana) =>
  team<Task>(
    'addTask',
    {
      params: { conversationId },
      body: { title: '倉庫に在庫を確認する', assigneeId: null, dueAt: null, ...change },
    },
    caller,
  )
const change = (taskId: string, body: object, caller = hana) =>
  team<Task>('updateTask', { params: { taskId }, body }, caller)
const of = (conversationId: string, caller = hana) =>
  team<ConversationTasks>('listConversationTasks', { params: { conversationId } }, caller)
const list = (query: object, caller = hana) =>
  team<{ items: ListedTask[]; next: string | null }>(
    'listTasks',
    { query: { assignee: 'me', state: 'open', limit: 50, ...query } },
    caller,
  )
const titles = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).items.map(({ title }) => title)
const keep = (body: object, caller = lead) => team<Checklist>('createChecklist', { body }, caller)
const item = (title: string, more: object = {}) => ({ title, assignee: 'nobody', dueHours: null, ...more })

beforeEach(() => announced.splice(0))

describe('a task', () => {
  it('is added, given to somebody, done, and says by whom and when', async () => {
    const id = await write()
    const task = await add(id, { assigneeId: ken.id, dueAt: inHours(2) })
    expect(task).toMatchObject({ conversationId: id, assigneeId: ken.id, createdBy: hana.id, doneAt: null })
    expect(named(taskGiven.eventName)).toEqual([
      expect.objectContaining({ taskId: task.id, agentId: ken.id, actorId: hana.id }),
    ])
    expect(named(tasksChanged.eventName)).toEqual([expect.objectContaining({ agentIds: [ken.id] })])
    test.clock.forward(60)
    const done = await change(task.id, { done: true }, ken)
    expect(done).toMatchObject({ doneBy: ken.id, doneAt: test.clock.now().toISOString() })
    // Said twice, it was done by whoever said so first.
    test.clock.forward(60)
    expect(await change(task.id, { done: true }, hana)).toEqual(done)
    expect(await change(task.id, { done: false })).toMatchObject({ doneAt: null, doneBy: null })
    expect((await of(id)).tasks).toMatchObject([{ id: task.id, doneAt: null }])
  })

  it('tells nobody of what they gave to themselves', async () => {
    await add(await write(), { assigneeId: hana.id })
    expect(named(taskGiven.eventName)).toEqual([])
  })

  it('is refused where it says nothing, is for nobody that is here, or where there are too many', async () => {
    const id = await write()
    expect(await refusal(add(id, { title: '  ' }))).toBe('teamwork.empty-task')
    expect(await refusal(add(id, { assigneeId: newId() }))).toBe('teamwork.no-such-agent')
    const many = await keep({ name: '多い', items: Array.from({ length: 50 }, (_, n) => item(`${n}`)) })
    const put = () => team('addChecklist', { params: { conversationId: id }, body: { checklistId: many.id } })
    for (let times = 0; times < 4; times += 1) await put()
    expect(await refusal(put())).toBe('teamwork.too-many-tasks')
    expect(await refusal(add(id))).toBe('teamwork.too-many-tasks')
  })

  it('does not exist for whoever does not see its conversation', async () => {
    const id = await write()
    const task = await add(id, { assigneeId: stranger.id })
    expect(await refusal(of(id, stranger))).toBe('conversations.no-conversation')
    expect(await refusal(add(id, {}, stranger))).toBe('conversations.no-conversation')
    expect(await refusal(change(task.id, { done: true }, stranger))).toBe('teamwork.no-task')
    expect(await refusal(team('removeTask', { params: { taskId: task.id } }, stranger))).toBe(
      'teamwork.no-task',
    )
    expect(await list({}, stranger)).toEqual({ items: [], next: null })
    expect(await list({ assignee: 'anybody' }, stranger)).toEqual({ items: [], next: null })
    expect(await refusal(change(newId(), { done: true }))).toBe('teamwork.no-task')
  })

  it('is removed, comes back for an hour, and is gone after that', async () => {
    const id = await write()
    const task = await add(id)
    const one = { params: { taskId: task.id } }
    await team('removeTask', one)
    expect((await of(id)).tasks).toEqual([])
    expect(await refusal(change(task.id, { done: true }))).toBe('teamwork.no-task')
    await team('restoreTask', one)
    expect((await of(id)).tasks).toMatchObject([{ id: task.id }])
    await team('removeTask', one)
    test.clock.forward(3700)
    expect(await refusal(team('restoreTask', one))).toBe('teamwork.no-task')
    expect(await test.db.tx(forgetTasks)).toBeGreaterThan(0)
  })

  it('is said to be overdue once, and once more after another deadline', async () => {
    const id = await write()
    const task = await add(id, { assigneeId: ken.id, dueAt: inHours(1) })
    const done = await add(id, { dueAt: inHours(1) })
    await change(done.id, { done: true })
    const told = () =>
      (named(taskOverdue.eventName) as { conversationId: string }[]).filter(
        ({ conversationId }) => conversationId === id,
      )
    await watchTasks(test.db)
    expect(told()).toEqual([])
    test.clock.forward(3600)
    await watchTasks(test.db)
    await watchTasks(test.db)
    expect(told()).toEqual([expect.objectContaining({ taskId: task.id, agentId: ken.id })])
    await change(task.id, { dueAt: inHours(1) })
    await watchTasks(test.db)
    expect(told()).toHaveLength(1)
    test.clock.forward(3600)
    await watchTasks(test.db)
    expect(told()).toHaveLength(2)
  })
})

describe('a checklist', () => {
  it('is put on a conversation as it is then, for whoever has that', async () => {
    const name = '返品の手順'
    const kept = await keep({
      name: ` ${name} `,
      items: [
        item('注文番号を確認する', { assignee: 'holder' }),
        item(' 返送先を案内する ', { assignee: ken.id, dueHours: 24 }),
        item('返金する'),
      ],
    })
    const id = await write()
    await desk.talks('assign', { params: { conversationId: id }, body: { assigneeId: hana.id } })
    const put = () =>
      team<ConversationTasks>('addChecklist', {
        params: { conversationId: id },
        body: { checklistId: kept.id },
      })
    const { lists, tasks } = await put()
    expect(lists).toMatchObject([{ name, addedBy: hana.id }])
    expect(tasks.map(({ title, assigneeId, dueAt }) => [title, assigneeId, dueAt])).toEqual([
      ['注文番号を確認する', hana.id, null],
      ['返送先を案内する', ken.id, inHours(24)],
      ['返金する', null, null],
    ])
    await team(
      'updateChecklist',
      { params: { checklistId: kept.id }, body: { name: '返品', items: [item('一つだけ')] } },
      lead,
    )
    await team('deleteChecklist', { params: { checklistId: kept.id } }, lead)
    expect((await of(id)).lists).toMatchObject([{ name }])
    expect((await of(id)).tasks).toHaveLength(3)
    expect(await refusal(put())).toBe('teamwork.no-checklist')
  })

  it('has a name of its own and tasks that say something, and is prepared by leads', async () => {
    await keep({ name: '交換', items: [item('確認')] })
    expect(await refusal(keep({ name: '交換', items: [item('確認')] }))).toBe('teamwork.checklist-exists')
    expect(await refusal(keep({ name: ' ', items: [item('確認')] }))).toBe('teamwork.empty-checklist')
    expect(await refusal(keep({ name: '空', items: [item(' ')] }))).toBe('teamwork.empty-checklist')
    expect(await refusal(keep({ name: '空', items: [item('誰', { assignee: newId() })] }))).toBe(
      'teamwork.no-such-agent',
    )
    expect(await refusal(keep({ name: '花', items: [item('確認')] }, hana))).toBe('access.not-allowed')
  })
})

it('raises the version of its conversation: somebody touched that', async () => {
  const id = await write()
  const version = async () =>
    (
      await test.db.one<{ version: number }>(
        sql`select version from conversations where workspace_id = ${test.db.workspaceId} and id = ${id}`,
      )
    ).version
  const before = await version()
  const { id: taskId } = await add(id, { title: '確認' })
  expect(await version()).toBe(before + 1)
  await change(taskId, { done: true })
  expect(await version()).toBe(before + 2)
})

describe('an action', () => {
  it('adds nothing that came in by a merge already', async () => {
    const [id, other] = [await write(), await write()]
    const list = await keep({ name: '統合', items: [item('確認')] })
    await add(other, { title: '在庫確認' })
    await team('addChecklist', { params: { conversationId: other }, body: { checklistId: list.id } })
    await desk.merge(other, id)
    const seen = await test.db.tx(async (tx) => [
      [...(await openTitles(tx, '在庫確認', [id]))],
      [...(await openLists(tx, list.id, [id]))],
    ])
    expect(seen).toEqual([[id], [id]])
  })

  it('puts a checklist on two conversations at once', async () => {
    const list = await keep({ name: '同時', items: [item('確認')] })
    const put = async (tx: Tx, conversationId: string) =>
      addChecklist(tx, hana, { conversationId, checklistId: list.id })
    const [one, two] = [await write(), await write()]
    await test.db.tx(async (tx) => {
      await put(tx, one)
      // The first one is not kept yet.
      await test.db.tx((other) => put(other, two))
    })
    expect((await of(two)).tasks).toHaveLength(1)
  })

  it('gives a task to nobody who only reads, and to no bot', async () => {
    const id = await write()
    const reader = await addAgent(test.db, { role: 'readonly' })
    expect(await refusal(add(id, { assigneeId: reader.id }))).toBe('teamwork.no-such-agent')
  })
})

describe('the list of tasks', () => {
  it('has one’s own by what is due first, those of others, and what is done, a page at a time', async () => {
    const id = await write()
    const rei = lead.id
    await add(id, { title: 'いつでも', assigneeId: rei })
    await add(id, { title: '明日', assigneeId: rei, dueAt: inHours(24) })
    await add(id, { title: '今日', assigneeId: rei, dueAt: inHours(1) })
    expect(await titles({}, lead)).toEqual(['今日', '明日', 'いつでも'])
    expect(await titles({ assignee: rei })).toEqual(['今日', '明日', 'いつでも'])
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list({ limit: 1, cursor }, lead)
      seen.push(...page.items.map(({ title }) => title))
      cursor = page.next
    }
    expect(seen).toEqual(['今日', '明日', 'いつでも'])
    test.clock.forward(7200)
    expect(await titles({ state: 'overdue' }, lead)).toEqual(['今日'])
    const { items } = await list({}, lead)
    expect(items[0]?.conversation).toMatchObject({ subject: '返品について', number: expect.any(Number) })
    for (const { id: taskId } of items) {
      test.clock.forward(1)
      await change(taskId, { done: true }, lead)
    }
    expect(await titles({}, lead)).toEqual([])
    expect(await titles({ state: 'done' }, lead)).toEqual(['いつでも', '明日', '今日'])
    expect(await refusal(list({ cursor: 'x' }))).toBe('teamwork.cursor')
  })
})
