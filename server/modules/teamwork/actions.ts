import { z } from 'zod'
import { defineAction, type Foreseen } from '../../kernel/actions/index.ts'
import type { Choice } from '../../kernel/conditions/index.ts'
import { id, line } from '../../kernel/contract.ts'
import type { Db } from '../../kernel/db/index.ts'
import { listAgents } from '../agents/index.ts'
import { conversationRows } from '../conversations/index.ts'
import { addChecklist, addTask } from './tasks/add-tasks.ts'
import { checklistRows } from './queries/checklists.ts'
import { openLists, openTitles } from './queries/tasks.ts'

const base = { about: 'conversation', needs: 'conversations.write' } as const

const HOUR_MS = 3_600_000

const inBoth = (text: string) => ({ en: text, ja: text })

const people = async (db: Db): Promise<Choice[]> => [
  { value: 'nobody', title: { en: 'Nobody yet', ja: '未定' } },
  { value: 'holder', title: { en: 'Whoever has the conversation', ja: '会話の担当者' } },
  ...(await listAgents(db))
    .filter(({ active, bot, answers }) => active && !bot && answers)
    .map(({ id: value, name }) => ({ value, title: inBoth(name) })),
]

const checklists = async (db: Db): Promise<Choice[]> =>
  (await checklistRows(db)).map(({ id: value, name }) => ({ value, title: inBoth(name) }))

const addOne = defineAction({
  ...base,
  name: 'tasks.add',
  title: { en: 'Add a task', ja: 'タスクを追加する' },
  lead: {
    en: 'Not where one of the same name is open already.',
    ja: '同じ名前のタスクが未完了のまま残っている会話には追加しません。',
  },
  shape: z.object({
    title: line(300),
    assignee: z.union([z.enum(['nobody', 'holder']), id]),
    dueHours: z.number().int().min(1).max(8760).optional(),
  }),
  fields: [
    { path: 'title', label: { en: 'Task', ja: 'タスク' } },
    { path: 'assignee', label: { en: 'For', ja: '担当' }, choices: people },
    {
      path: 'dueHours',
      label: { en: 'To be done within (hours)', ja: '期限（追加から何時間後）' },
      hint: { en: 'Empty: it has no deadline.', ja: '空欄の場合、期限はありません。' },
    },
  ],
  preview: async (db, ids, { title }) => {
    const there = await openTitles(db, title.trim(), ids)
    return new Map<string, Foreseen>(
      ids.filter((one) => !there.has(one)).map((one) => [one, { from: null, to: inBoth(title) }]),
    )
  },
  run: async (tx, conversationId, { title, assignee, dueHours }, by) => {
    const [row] = await conversationRows(tx, [conversationId])
    const assigneeId =
      assignee === 'holder' ? (row?.assigneeId ?? null) : assignee === 'nobody' ? null : assignee
    const dueAt = dueHours === undefined ? null : new Date(tx.now.getTime() + dueHours * HOUR_MS)
    await addTask(tx, by, { conversationId, title, assigneeId, dueAt: dueAt?.toISOString() ?? null })
    return null
  },
})

const addList = defineAction({
  ...base,
  name: 'tasks.add-checklist',
  title: { en: 'Put a checklist on it', ja: 'チェックリストを追加する' },
  lead: {
    en: 'Not where the same one stands already and something of it is open.',
    ja: '同じチェックリストが未完了のまま残っている会話には追加しません。',
  },
  shape: z.object({ checklistId: id }),
  fields: [{ path: 'checklistId', label: { en: 'Checklist', ja: 'チェックリスト' }, choices: checklists }],
  preview: async (db, ids, { checklistId }) => {
    const [choices, there] = await Promise.all([checklists(db), openLists(db, checklistId, ids)])
    const to = choices.find(({ value }) => value === checklistId)?.title
    return new Map<string, Foreseen>(
      to ? ids.filter((one) => !there.has(one)).map((one) => [one, { from: null, to }]) : [],
    )
  },
  run: async (tx, conversationId, { checklistId }, by) => {
    await addChecklist(tx, by, { conversationId, checklistId })
    return null
  },
})

/** What rules and macros may do about tasks. */
export const actions = [addOne, addList]
