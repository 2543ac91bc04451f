import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Conversation, Filter } from '../types.ts'
import { applyFrames, presenceKey } from './apply.ts'
import { readFrames } from './frames.ts'
import type { ListData } from './merge-list.ts'
import { backOff } from './socket.ts'

const conversation = {
  id: 'a',
  version: 3,
  status: 'resolved',
  inboxId: 'i1',
  tagIds: [],
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

  it('keeps who is here', () => {
    const cache = new QueryClient()
    const agents = [{ id: 'x', name: '佐藤', state: 'typing' as const }]
    applyFrames(cache, [{ type: 'presence', conversationId: 'a', agents }], viewer)
    expect(cache.getQueryData(presenceKey('a'))).toEqual(agents)
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
