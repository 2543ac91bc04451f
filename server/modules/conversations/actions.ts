import { z } from 'zod'
import { defineAction, type Foreseen } from '../../kernel/actions/index.ts'
import type { Choice } from '../../kernel/conditions/index.ts'
import { id } from '../../kernel/contract.ts'
import { cutText } from '../../kernel/cut-text.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Words } from '../../kernel/settings-view.ts'
import { addNote } from './add-note.ts'
import { assignConversation } from './assign-conversation.ts'
import { activeChoices, agentChoices, PRIORITIES, STATUSES, tagChoices, teamChoices } from './choices.ts'
import { priority } from './contract.ts'
import { knownConversations, type KnownConversation } from './queries/known.ts'
import { setPriority } from './set-priority.ts'
import { setStatus } from './set-status.ts'
import { changeTags } from './set-tags.ts'

const base = { about: 'conversation', needs: 'conversations.write' } as const

const NOBODY: Words = { en: 'Nobody', ja: 'なし' }

const titles = (choices: readonly Choice[]): Record<string, Words> =>
  Object.fromEntries(choices.map(({ value, title }) => [value, title]))

const titleIn = (choices: readonly Choice[], value: string | null): Words =>
  choices.find((one) => one.value === value)?.title ?? (value === null ? NOBODY : { en: value, ja: value })

/** What would be other in each conversation; those in which nothing would are left out. */
const foresee = async (
  db: Db,
  ids: readonly string[],
  see: (row: KnownConversation) => Foreseen | undefined,
): Promise<ReadonlyMap<string, Foreseen>> =>
  new Map(
    (await knownConversations(db, ids)).flatMap((row) => {
      const foreseen = see(row)
      return foreseen ? [[row.id, foreseen] as const] : []
    }),
  )

/** A value that would be set in place of another one. */
const setting = async (
  db: Db,
  ids: readonly string[],
  choices: readonly Choice[],
  of: (row: KnownConversation) => string | null,
  to: string | null,
): Promise<ReadonlyMap<string, Foreseen>> =>
  foresee(db, ids, (row) =>
    of(row) === to ? undefined : { from: titleIn(choices, of(row)), to: titleIn(choices, to) },
  )

const assign = defineAction({
  ...base,
  name: 'conversation.assign',
  title: { en: 'Assign to a person', ja: '担当者を割り当てる' },
  shape: z.object({ agentId: id }),
  fields: [{ path: 'agentId', label: { en: 'Person', ja: '担当者' }, choices: activeChoices }],
  effects: ({ agentId }) => [{ of: 'conversation.assignee', to: agentId }],
  preview: async (db, ids, { agentId }) =>
    setting(db, ids, await agentChoices(db), ({ assigneeId }) => assigneeId, agentId),
  run: async (tx, conversationId, { agentId }, by) => {
    await assignConversation(tx, by, { conversationId, assigneeId: agentId })
    return null
  },
})

const assignTeam = defineAction({
  ...base,
  name: 'conversation.assign-team',
  title: { en: 'Assign to a team', ja: 'チームを割り当てる' },
  shape: z.object({ teamId: id }),
  fields: [{ path: 'teamId', label: { en: 'Team', ja: 'チーム' }, choices: teamChoices }],
  effects: ({ teamId }) => [{ of: 'conversation.team', to: teamId }],
  preview: async (db, ids, { teamId }) =>
    setting(db, ids, await teamChoices(db), (row) => row.teamId, teamId),
  run: async (tx, conversationId, { teamId }, by) => {
    await assignConversation(tx, by, { conversationId, teamId })
    return null
  },
})

const unassign = defineAction({
  ...base,
  name: 'conversation.unassign',
  title: { en: 'Take it from its assignee', ja: '担当者を外す' },
  lead: {
    en: 'Where the customer waits it goes to the queue that fits, and is handed out from there: it changes hands once more.',
    ja: 'お客様が返信を待っている場合は、条件に合うキューに入り、そこから振り分けられます。その際に担当者がもう一度変わります。',
  },
  shape: z.object({}),
  fields: [],
  // Whoever gets it next from the queue is another change, of which nothing tells what led to it.
  effects: () => [
    { of: 'conversation.assignee', to: null },
    { of: 'conversation.assignee', again: true },
  ],
  preview: async (db, ids) => setting(db, ids, await agentChoices(db), ({ assigneeId }) => assigneeId, null),
  run: async (tx, conversationId, _fields, by) => {
    await assignConversation(tx, by, { conversationId, assigneeId: null })
    return null
  },
})

const listed = (choices: readonly Choice[], values: readonly string[]): Words => {
  const words = values.map((value) => titleIn(choices, value))
  return { en: words.map(({ en }) => en).join(', '), ja: words.map(({ ja }) => ja).join('、') }
}

const tagFields = {
  shape: z.object({ tagIds: z.array(id).min(1).max(20) }),
  fields: [
    {
      path: 'tagIds',
      label: { en: 'Tags', ja: 'タグ' },
      as: 'several' as const,
      choices: tagChoices,
    },
  ],
}

const tag = defineAction({
  ...base,
  ...tagFields,
  name: 'conversation.tag',
  title: { en: 'Add tags', ja: 'タグを付ける' },
  effects: ({ tagIds }) => [{ of: 'conversation.tags', adds: tagIds }],
  preview: async (db, ids, { tagIds }) => {
    const choices = await tagChoices(db)
    return foresee(db, ids, (row) => {
      const fresh = tagIds.filter((one) => !row.tagIds.includes(one))
      return fresh.length === 0 ? undefined : { from: null, to: listed(choices, fresh) }
    })
  },
  run: async (tx, conversationId, { tagIds }, by) => {
    await changeTags(tx, by, conversationId, (before) => [...before, ...tagIds])
    return null
  },
})

const untag = defineAction({
  ...base,
  ...tagFields,
  name: 'conversation.untag',
  title: { en: 'Remove tags', ja: 'タグを外す' },
  effects: ({ tagIds }) => [{ of: 'conversation.tags', takes: tagIds }],
  preview: async (db, ids, { tagIds }) => {
    const choices = await tagChoices(db)
    return foresee(db, ids, (row) => {
      const there = tagIds.filter((one) => row.tagIds.includes(one))
      return there.length === 0 ? undefined : { from: listed(choices, there), to: NOBODY }
    })
  },
  run: async (tx, conversationId, { tagIds }, by) => {
    await changeTags(tx, by, conversationId, (before) => before.filter((one) => !tagIds.includes(one)))
    return null
  },
})

const prioritise = defineAction({
  ...base,
  name: 'conversation.priority',
  title: { en: 'Set the priority', ja: '優先度を変更する' },
  shape: z.object({ priority }),
  fields: [{ path: 'priority', label: { en: 'Priority', ja: '優先度' }, choices: titles(PRIORITIES) }],
  effects: (fields) => [{ of: 'conversation.priority', to: fields.priority }],
  preview: (db, ids, fields) => setting(db, ids, PRIORITIES, (row) => row.priority, fields.priority),
  run: async (tx, conversationId, fields, by) => {
    await setPriority(tx, by, { conversationId, priority: fields.priority })
    return null
  },
})

const settle = defineAction({
  ...base,
  name: 'conversation.status',
  title: { en: 'Set the status', ja: 'ステータスを変更する' },
  shape: z.object({ status: z.enum(['open', 'pending', 'resolved']) }),
  fields: [{ path: 'status', label: { en: 'Status', ja: 'ステータス' }, choices: titles(STATUSES) }],
  effects: ({ status }) => [{ of: 'conversation.status', to: status }],
  preview: (db, ids, { status }) => setting(db, ids, STATUSES, (row) => row.status, status),
  run: async (tx, conversationId, { status }, by) => {
    await setStatus(tx, by, { conversationId, status })
    return null
  },
})

const UNIT_MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }
const UNITS: Record<keyof typeof UNIT_MS, Words> = {
  minutes: { en: 'minutes', ja: '分' },
  hours: { en: 'hours', ja: '時間' },
  days: { en: 'days', ja: '日' },
}

const snooze = defineAction({
  ...base,
  name: 'conversation.snooze',
  title: { en: 'Snooze', ja: 'スヌーズする' },
  shape: z.object({
    amount: z.number().int().min(1).max(1000).default(1),
    unit: z.enum(['minutes', 'hours', 'days']).default('days'),
  }),
  fields: [
    { path: 'amount', label: { en: 'For how long', ja: '期間' } },
    { path: 'unit', label: { en: 'Unit', ja: '単位' }, choices: UNITS },
  ],
  effects: () => [{ of: 'conversation.status', to: 'snoozed', again: true }],
  preview: (db, ids, { amount, unit }) =>
    foresee(db, ids, ({ status }) => ({
      from: titleIn(STATUSES, status),
      to: { en: `Snoozed for ${amount} ${UNITS[unit].en}`, ja: `スヌーズ（${amount}${UNITS[unit].ja}）` },
    })),
  run: async (tx, conversationId, { amount, unit }, by) => {
    const until = new Date(tx.now.getTime() + amount * UNIT_MS[unit])
    await setStatus(tx, by, { conversationId, status: 'snoozed', snoozedUntil: until.toISOString() })
    return null
  },
})

const note = defineAction({
  ...base,
  name: 'conversation.note',
  title: { en: 'Add an internal note', ja: '社内メモを追加する' },
  shape: z.object({
    text: z.string().trim().min(1).max(5000),
    mentions: z.array(id).max(20).default([]),
  }),
  fields: [
    { path: 'text', label: { en: 'Text', ja: '本文' }, as: 'lines' },
    {
      path: 'mentions',
      label: { en: 'Who is told of it', ja: '知らせるメンバー' },
      hint: {
        en: 'They are notified as if they were mentioned.',
        ja: 'メンションされたときと同じように通知が届きます。',
      },
      as: 'several',
      choices: activeChoices,
    },
  ],
  effects: () => [{ of: 'conversation.notes', again: true }],
  preview: (db, ids, { text }) => {
    const beginning = cutText(text, 100)
    return foresee(db, ids, () => ({ from: null, to: { en: beginning, ja: beginning } }))
  },
  run: async (tx, conversationId, { text, mentions }, by) => {
    await addNote(tx, by, { conversationId, text, mentions, attachmentIds: [] })
    return null
  },
})

/** What rules and macros may do to a conversation. */
export const actions = [assign, assignTeam, unassign, tag, untag, prioritise, settle, snooze, note]
