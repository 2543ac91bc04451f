import { describe, expect, it } from 'vitest'
import type { Change, Conversation, Count, Filter, Message } from '../types.ts'
import { belongs } from './belongs.ts'
import { mergeNewestPage } from './catch-up.ts'
import { type CountsData, mergeCounts, sumCounts } from './merge-counts.ts'
import { type ListData, mergeIntoList, rowsOf } from './merge-list.ts'
import { addMessage, mergeChange, mergeMessage, type TimelineData } from './merge-timeline.ts'

const moment = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute)).toISOString()

const row = (id: string, minute: number, over: Partial<Conversation> = {}): Conversation => ({
  id,
  number: 1,
  inboxId: 'i1',
  customer: { id: 'c1', name: '山田 花子' },
  subject: '定期便について',
  preview: '',
  status: 'open',
  priority: 'normal',
  assigneeId: null,
  teamId: null,
  tagIds: [],
  snoozedUntil: null,
  openedAt: moment(0),
  lastActivityAt: moment(minute),
  lastDirection: 'inbound',
  waitingSince: null,
  promise: null,
  resolvedAt: null,
  messageCount: 1,
  version: 1,
  ...over,
})
const list = (...pages: [Conversation[], string | null][]): ListData => ({
  pages: pages.map(([items, next]) => ({ items, next })),
  pageParams: pages.map(() => undefined),
})
const all: Filter = { view: 'all', status: 'open', sort: 'newest' }
const viewer = { agentId: 'me', teamIds: ['t1'] }
const ids = (data: ListData | 'unknown') => (data === 'unknown' ? data : rowsOf(data).map((one) => one.id))

describe('mergeIntoList', () => {
  const data = list([[row('c', 30), row('b', 20)], 'next'], [[row('a', 10)], null])

  it('lets a new row enter at its place', () => {
    expect(ids(mergeIntoList(data, row('n', 25), all, viewer))).toEqual(['c', 'n', 'b', 'a'])
  })
  it('leaves out whom nobody waits for where the longest wait comes first', () => {
    const waiting: Filter = { ...all, sort: 'waiting' }
    expect(belongs(waiting, row('n', 1), viewer)).toBe(false)
    expect(belongs(waiting, row('n', 1, { waitingSince: moment(0) }), viewer)).toBe(true)
    const shown = list([[row('a', 1, { waitingSince: moment(0) })], null])
    expect(ids(mergeIntoList(shown, row('a', 2, { version: 2 }), waiting, viewer))).toEqual([])
  })
  it('moves a row that got newer to the top, over pages', () => {
    expect(ids(mergeIntoList(data, row('a', 40, { version: 2 }), all, viewer))).toEqual(['a', 'c', 'b'])
  })
  it('keeps the newer version: an old push changes nothing', () => {
    expect(mergeIntoList(data, row('b', 50, { version: 1, subject: 'old' }), all, viewer)).toBe(data)
  })
  it('lets a row leave when it no longer belongs', () => {
    expect(ids(mergeIntoList(data, row('b', 20, { version: 2, status: 'resolved' }), all, viewer))).toEqual([
      'c',
      'a',
    ])
  })
  it('does not touch the list for a row that was never on it', () => {
    expect(mergeIntoList(data, row('z', 60, { status: 'resolved' }), all, viewer)).toBe(data)
  })
  it('leaves a row below the loaded pages to its own page', () => {
    const half = list([[row('c', 30), row('b', 20)], 'next'])
    expect(ids(mergeIntoList(half, row('z', 5), all, viewer))).toEqual(['c', 'b'])
    expect(ids(mergeIntoList(data, row('z', 5), all, viewer))).toEqual(['c', 'b', 'a', 'z'])
  })
  it('keeps rows with the same time in one order', () => {
    const same = list([[row('d', 30), row('b', 30)], null])
    expect(ids(mergeIntoList(same, row('c', 30), all, viewer))).toEqual(['d', 'c', 'b'])
  })
  it('sorts by the longest wait', () => {
    const waiting: Filter = { ...all, sort: 'waiting', waiting: true }
    const present = list([
      [row('a', 9, { waitingSince: moment(1) }), row('b', 9, { waitingSince: moment(5) })],
      null,
    ])
    const pushed = row('n', 9, { waitingSince: moment(3) })
    expect(ids(mergeIntoList(present, pushed, waiting, viewer))).toEqual(['a', 'n', 'b'])
    expect(ids(mergeIntoList(present, row('a', 9, { version: 2 }), waiting, viewer))).toEqual(['b'])
  })
  it('asks the server where only the server can tell', () => {
    const following: Filter = { ...all, view: 'following' }
    expect(mergeIntoList(data, row('n', 25), following, viewer)).toBe('unknown')
    expect(ids(mergeIntoList(data, row('b', 40, { version: 2 }), following, viewer))).toEqual(['b', 'c', 'a'])
  })
  it('shows a row once that two fetched pages hold', () => {
    expect(ids(list([[row('a', 2)], 'n'], [[row('a', 2), row('b', 1)], null]))).toEqual(['a', 'b'])
  })
})

describe('belongs', () => {
  it.each<[string, Partial<Filter>, Partial<Conversation>, boolean | 'unknown']>([
    ['mine', { view: 'mine' }, { assigneeId: 'me' }, true],
    ['mine, but another has it', { view: 'mine' }, { assigneeId: 'x' }, false],
    ['unassigned', { view: 'unassigned' }, {}, true],
    ['one of my teams', { view: 'team' }, { teamId: 't1' }, true],
    ['a team that is not mine', { view: 'team' }, { teamId: 't2' }, false],
    ['a team named', { view: 'team', teamId: 't2' }, { teamId: 't2' }, true],
    ['any status', { status: 'any' }, { status: 'snoozed' }, true],
    ['another inbox', { inboxId: 'i2' }, {}, false],
    ['a tag', { tagId: 'x' }, { tagIds: ['y', 'x'] }, true],
    ['a priority', { priority: 'urgent' }, { priority: 'high' }, false],
    ['waiting', { waiting: true }, { waitingSince: null }, false],
    ['mentions', { view: 'mentions' }, {}, 'unknown'],
    ['mentions in another inbox', { view: 'mentions', inboxId: 'i2' }, {}, false],
  ])('%s', (_, filter, over, expected) => {
    expect(belongs({ ...all, ...filter }, row('a', 1, over), viewer)).toBe(expected)
  })
})

const message = (id: string, minute: number, over: Partial<Message> = {}): Message => ({
  id,
  conversationId: 'a',
  homeId: null,
  kind: 'inbound',
  author: { kind: 'customer', id: null, name: '山田 花子' },
  text: 'はい',
  quotes: [],
  hasHtml: false,
  subject: null,
  recipients: [],
  attachments: [],
  context: {},
  mentions: [],
  automatic: false,
  occurredAt: moment(minute),
  receivedAt: moment(minute),
  receipt: null,
  receiptReason: null,
  sendAt: null,
  ...over,
})
const timeline = (messages: Message[], changes: Change[] = []): TimelineData => ({
  pages: [
    { messages, changes, next: 'older' },
    { messages: [message('0', 0)], changes: [], next: null },
  ],
  pageParams: [undefined, 'older'],
})

describe('the timeline', () => {
  it('adds a message at its place in time', () => {
    const merged = mergeMessage(timeline([message('1', 1), message('3', 3)]), message('2', 2))
    expect(merged.pages[0]?.messages.map((one) => one.id)).toEqual(['1', '2', '3'])
  })
  it('replaces a message wherever it is, and leaves the other pages as they are', () => {
    const before = timeline([message('1', 1)])
    const merged = mergeMessage(before, message('0', 0, { receipt: 'read' }))
    expect(merged.pages[1]?.messages[0]?.receipt).toBe('read')
    expect(merged.pages[0]).toBe(before.pages[0])
  })
  it('does not let a late answer undo a push', () => {
    const pushed = timeline([message('1', 1, { receipt: 'sent' })])
    expect(addMessage(pushed, message('1', 1, { receipt: 'queued' }))).toBe(pushed)
  })
  it('takes a change once', () => {
    const change: Change = {
      id: 'x',
      conversationId: 'a',
      kind: 'status',
      actor: { kind: 'agent', id: 'me', name: '佐藤' },
      from: 'open',
      to: 'resolved',
      at: moment(5),
    }
    const once = mergeChange(timeline([]), change)
    expect(once.pages[0]?.changes).toEqual([change])
    expect(mergeChange(once, change)).toBe(once)
  })
})

describe('catching up', () => {
  const page = (messages: Message[], next: string | null) => ({ messages, changes: [], next })

  it('merges what joins and keeps the older pages', () => {
    const merged = mergeNewestPage(
      timeline([message('1', 1, { receipt: 'sent' })]),
      page([message('1', 1, { receipt: 'read' }), message('2', 2)], 'older'),
    )
    expect(merged.pages).toHaveLength(2)
    expect(merged.pages[0]?.messages.map((one) => [one.id, one.receipt])).toEqual([
      ['1', 'read'],
      ['2', null],
    ])
  })
  it('drops what was taken back meanwhile, and nothing that the page does not reach or that came since', () => {
    const asked = timeline([message('3', 3), message('5', 5), message('7', 7, { receipt: 'queued' })])
    const now = mergeMessage(asked, message('8', 8))
    const left = (next: string | null) =>
      mergeNewestPage(now, page([message('5', 5)], next), asked).pages.flatMap((one) =>
        one.messages.map(({ id }) => id),
      )
    expect(left('older')).toEqual(expect.arrayContaining(['3', '5', '8']))
    expect(left('older')).not.toContain('7')
    expect(left(null)).toEqual(['5', '8'])
  })
  it('starts anew where there is a gap', () => {
    const merged = mergeNewestPage(timeline([message('1', 1)]), page([message('9', 9)], 'gap'))
    expect(merged.pages).toHaveLength(1)
    expect(merged.pages[0]?.next).toBe('gap')
  })
})

describe('counts', () => {
  const count = (over: Partial<Count>): Count => ({
    inboxId: 'i1',
    teamId: null,
    assigneeId: null,
    status: 'open',
    count: 1,
    ...over,
  })
  const data: CountsData = {
    counts: [count({ count: 3 }), count({ assigneeId: 'me', count: 2 })],
    mentions: 1,
  }

  it('replaces rows by their key and keeps the rest', () => {
    const merged = mergeCounts(data, [count({ count: 4 }), count({ teamId: 't1', count: 7 })])
    expect(sumCounts(merged.counts, () => true)).toBe(13)
    expect(merged.mentions).toBe(1)
  })
  it('drops rows at zero', () => {
    const merged = mergeCounts(data, [count({ assigneeId: 'me', count: 0 })])
    expect(merged.counts).toEqual([count({ count: 3 })])
  })
  it('sums what a view asks for', () => {
    expect(sumCounts(data.counts, (one) => one.assigneeId === 'me')).toBe(2)
  })
})
