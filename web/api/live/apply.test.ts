import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Conversation, Filter } from '../types.ts'
import { applyFrames, mendLateAnswers, presenceKey } from './apply.ts'
import { catchUpTimeline } from './catch-up.ts'
import { readFrames } from './frames.ts'
import type { ListData } from './merge-list.ts'
import { backOff } from './socket.ts'

const conversation = {
  id: 'a',
  version: 3,
  status: 'resolved',
  inboxId: 'i1',
  tagIds: [],
  customer: { id: 'c1', name: '山田 花子' },
} as unknown as Conversation
const open = { view: 'all', status: 'open', sort: 'newest' } satisfies Filter
const viewer = { agentId: 'me', teamIds: [] }

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('applyFrames', () => {
  it('changes every list and the open conversation at once', () => {
    const cache = new QueryClient()
    const old = { ...conversation, version: 2, status: 'open' }
    cache.setQueryData(['conversations', open], {
      pages: [{ items: [old], next: null }],
      pageParams: [undefined],
    })
    cache.setQueryData(['conversation', 'a'], { ...old, following: true })
    applyFrames(cache, [{ type: 'conversation', data: conversation }], viewer)
    expect(cache.getQueryData<ListData>(['conversations', open])?.pages[0]?.items).toEqual([])
    expect(cache.getQueryData(['conversation', 'a'])).toEqual({ ...conversation, following: true })
  })

  it('reads the clocks of a conversation again, and nothing else of it', async () => {
    const cache = new QueryClient()
    for (const key of ['clocks', 'messages']) cache.setQueryData([key, 'a'], [])
    cache.setQueryData(['clocks', 'b'], [])
    applyFrames(cache, [{ type: 'stale', what: 'clocks', conversationId: 'a' }], viewer)
    await vi.advanceTimersByTimeAsync(1000)
    const stale = cache.getQueryCache().findAll({ predicate: ({ state }) => state.isInvalidated })
    expect(stale.map(({ queryKey }) => queryKey)).toEqual([['clocks', 'a']])
  })

  it('fetches once for many pushes where only the server can tell', async () => {
    const cache = new QueryClient()
    const key = ['conversations', { ...open, status: 'any', view: 'mentions' }]
    cache.setQueryData(key, { pages: [{ items: [], next: null }], pageParams: [undefined] })
    const invalidate = vi.spyOn(cache, 'invalidateQueries')
    const frames = [1, 2, 3].map((version) => ({
      type: 'conversation' as const,
      data: { ...conversation, id: `n${version}` },
    }))
    applyFrames(cache, frames, viewer)
    await vi.runAllTimersAsync()
    expect(invalidate).toHaveBeenCalledOnce()
  })

  it('reads who is here at once, and then less often than what is short, however many come', async () => {
    const cache = new QueryClient()
    for (const what of ['presences', 'tags']) cache.setQueryData([what], [])
    const invalidate = vi.spyOn(cache, 'invalidateQueries')
    const times = (what: string) =>
      invalidate.mock.calls.filter(([filters]) => filters?.queryKey?.[0] === what).length
    const push = async () => {
      for (const what of ['presences', 'tags']) applyFrames(cache, [{ type: 'stale', what }], viewer)
      await vi.advanceTimersByTimeAsync(1000)
    }
    await push()
    expect([times('presences'), times('tags')]).toEqual([1, 1])
    for (let second = 1; second < 20; second += 1) await push()
    await vi.runAllTimersAsync()
    expect(times('tags')).toBeGreaterThan(8)
    expect(times('presences')).toBeLessThan(6)
    expect(times('presences')).toBeGreaterThan(3)
  })

  it('shows a conversation that went before anything of it left no more', () => {
    const cache = new QueryClient()
    const other = { ...conversation, id: 'b' }
    cache.setQueryData(['conversations', open], {
      pages: [{ items: [conversation, other], next: null }],
      pageParams: [undefined],
    })
    cache.setQueryData(['conversation', 'a'], conversation)
    applyFrames(cache, [{ type: 'gone', conversationId: 'a' }], viewer)
    expect(cache.getQueryData<ListData>(['conversations', open])?.pages[0]?.items).toEqual([other])
    expect(cache.getQueryData(['conversation', 'a'])).toBeUndefined()
  })

  it('keeps who is here', () => {
    const cache = new QueryClient()
    const agents = [{ id: 'x', name: '佐藤', state: 'typing' as const }]
    applyFrames(cache, [{ type: 'presence', conversationId: 'a', agents }], viewer)
    expect(cache.getQueryData(presenceKey('a'))).toEqual(agents)
  })
})

describe('answers that come late', () => {
  const listOf = (...items: object[]) => ({ pages: [{ items, next: null }], pageParams: [undefined] })
  const before = { ...conversation, version: 2, status: 'open' }
  let answer: (data: unknown) => void
  const fetching = (cache: QueryClient, queryKey: unknown[]) =>
    cache.fetchQuery({ queryKey, queryFn: () => new Promise((resolve) => (answer = resolve)), staleTime: 0 })

  it.each([
    ['a first list', undefined],
    ['a list that is fetched again', listOf(before)],
  ])('overwrite nothing that was pushed meanwhile: %s', async (_, data) => {
    const cache = new QueryClient()
    const stop = mendLateAnswers(cache, () => viewer)
    cache.setQueryData(['conversations', open], data)
    const fetched = fetching(cache, ['conversations', open])
    await vi.advanceTimersByTimeAsync(0)
    applyFrames(cache, [{ type: 'conversation', data: conversation }], viewer)
    answer(listOf(before))
    await fetched
    expect(cache.getQueryData<ListData>(['conversations', open])?.pages[0]?.items).toEqual([])
    stop()
  })

  it('keep counts and the open conversation as pushed', async () => {
    const cache = new QueryClient()
    const stop = mendLateAnswers(cache, () => viewer)
    const count = { inboxId: 'i1', teamId: null, assigneeId: null, status: 'open' as const }
    const counts = fetching(cache, ['counts'])
    await vi.advanceTimersByTimeAsync(0)
    const giveCounts = answer
    const detail = fetching(cache, ['conversation', 'a'])
    await vi.advanceTimersByTimeAsync(0)
    applyFrames(cache, [{ type: 'counts', data: [{ ...count, count: 7 }] }], viewer)
    applyFrames(cache, [{ type: 'conversation', data: conversation }], viewer)
    giveCounts({ counts: [{ ...count, count: 6 }], mentions: 0 })
    answer(before)
    await Promise.all([counts, detail])
    expect(cache.getQueryData(['counts'])).toMatchObject({ counts: [{ count: 7 }] })
    expect(cache.getQueryData(['conversation', 'a'])).toMatchObject({ version: 3, status: 'resolved' })
    stop()
  })

  it('bring back no row that has left since', () => {
    const cache = new QueryClient()
    cache.setQueryData(['conversations', open], listOf(before))
    applyFrames(cache, [{ type: 'conversation', data: { ...conversation, version: 4 } }], viewer)
    applyFrames(cache, [{ type: 'conversation', data: { ...before, version: 3 } as Conversation }], viewer)
    expect(cache.getQueryData<ListData>(['conversations', open])?.pages[0]?.items).toEqual([])
  })

  it('leave a timeline as pushed when its newest page was read before', async () => {
    const cache = new QueryClient()
    const message = (receipt: string) =>
      ({ id: 'm', conversationId: 'a', receipt, receivedAt: '2026-11-22T00:00:00Z' }) as never
    const page = (receipt: string) => ({ messages: [message(receipt)], changes: [], next: null })
    cache.setQueryData(['messages', 'a'], { pages: [page('queued')], pageParams: [undefined] })
    vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (answer = resolve as typeof answer)))
    const caughtUp = catchUpTimeline(cache, 'a')
    await vi.advanceTimersByTimeAsync(0)
    applyFrames(cache, [{ type: 'message', data: message('delivered') }], viewer)
    answer(new Response(JSON.stringify(page('sent'))))
    await caughtUp
    vi.unstubAllGlobals()
    expect(cache.getQueryData(['messages', 'a'])).toMatchObject({
      pages: [{ messages: [{ receipt: 'delivered' }] }],
    })
  })
})

describe('readFrames', () => {
  it('gives nothing for what is not a packet of frames', () => {
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"frames":1}',
      '{"frames":[null,3,{"kind":"x"}]}',
      new Blob(),
    ]) {
      expect(readFrames(text)).toEqual([])
    }
    expect(readFrames('{"frames":[{"type":"pong"}]}')).toEqual([{ type: 'pong' }])
  })
})

describe('backOff', () => {
  it('grows, stays under 20 s and is spread', () => {
    expect(backOff(0, 0)).toBe(500)
    expect(backOff(0, 1)).toBe(1000)
    expect(backOff(30, 1)).toBe(20_000)
    expect(backOff(3, 0.2)).toBeLessThan(backOff(3, 0.9))
  })
})

it('reads again, within the second, what a customer stands in whose name or profile changed', async () => {
  const cache = new QueryClient()
  cache.setQueryData(['conversations', open], {
    pages: [{ items: [conversation], next: null }],
    pageParams: [undefined],
  })
  cache.setQueryData(['conversation', 'a'], conversation)
  cache.setQueryData(['conversation', 'b'], { ...conversation, id: 'b', customer: { id: 'c2', name: '' } })
  const invalidate = vi.spyOn(cache, 'invalidateQueries')
  applyFrames(cache, [{ type: 'customer', customerId: 'c1' }], viewer)
  await vi.advanceTimersByTimeAsync(999)
  const keys = invalidate.mock.calls.map(([filter]) => JSON.stringify(filter?.queryKey))
  expect(keys).toContain(JSON.stringify(['conversations', open]))
  expect(keys).toContain(JSON.stringify(['conversation', 'a']))
  expect(keys).toContain(JSON.stringify(['customer', 'c1']))
  expect(keys).not.toContain(JSON.stringify(['conversation', 'b']))
})
