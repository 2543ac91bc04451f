import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ListData } from '../../../api/live/merge-list.ts'
import { applyFrames } from '../../../api/live/apply.ts'
import type { Conversation, ConversationDetail, Filter } from '../../../api/types.ts'
import { noticeStore } from '../../../app/notices/notices.ts'
import { undo, undoables } from '../../../app/notices/undo.ts'
import { type ActContext, follow, setPriority, setStatus, setTags } from './act.ts'

const viewer = { agentId: 'me', teamIds: [] }
const open: Filter = { view: 'all', status: 'open', sort: 'newest' }
let nextId = 0
let cache: QueryClient
let answers: { address: string; body: unknown; answer(status: number, body: unknown): void }[]

const start = () => {
  const conversation = {
    id: `c${(nextId += 1)}`,
    version: 1,
    customer: { id: 'customer', name: '山田 花子' },
    status: 'open',
    priority: 'normal',
    tagIds: [] as string[],
    waitingSince: null,
    snoozedUntil: null,
  } as ConversationDetail
  cache.setQueryData(['conversation', conversation.id], conversation)
  cache.setQueryData(['conversations', open], {
    pages: [{ items: [conversation], next: null }],
    pageParams: [undefined],
  })
  return {
    conversation,
    cache,
    viewer,
    t: (key: string) => key,
    agents: new Map(),
    teams: new Map(),
    time: { locale: 'ja', timeZone: 'Asia/Tokyo' },
  } as unknown as ActContext
}
const shown = ({ conversation }: ActContext) =>
  cache.getQueryData<ConversationDetail>(['conversation', conversation.id])
const undoable = ({ conversation }: ActContext) =>
  undoables(Date.now())
    .filter((one) => one.id === `act ${conversation.id}`)
    .map((one) => one.text)
const listed = () => cache.getQueryData<ListData>(['conversations', open])?.pages[0]?.items ?? []
const settle = async (place: number, status: number, body: unknown) => {
  answers[place]?.answer(status, body)
  await vi.advanceTimersByTimeAsync(0)
}
const refusal = { code: 'conversations.closed', message: 'no', kind: 'conflict' }

beforeEach(() => {
  vi.useFakeTimers()
  cache = new QueryClient()
  answers = []
  vi.stubGlobal('fetch', (address: string, { body }: RequestInit) => {
    return new Promise<Response>((resolve) => {
      answers.push({
        address,
        body: JSON.parse(body as string),
        answer: (status, value) => resolve(new Response(JSON.stringify(value), { status })),
      })
    })
  })
})
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('an act', () => {
  it('is seen at once and stays as the server answers', async () => {
    const context = start()
    setStatus(context, 'resolved')
    expect(shown(context)?.status).toBe('resolved')
    expect(listed()).toEqual([])
    await settle(0, 200, { ...context.conversation, status: 'resolved', version: 2, subject: 'new' })
    expect(shown(context)).toMatchObject({ status: 'resolved', version: 2, subject: 'new' })
  })

  it('that is refused is shown no more, is not said, and cannot be taken back', async () => {
    const context = start()
    setStatus(context, 'resolved')
    expect(noticeStore.get().map((one) => one.text)).toContain('done.status.resolved')
    await settle(0, 409, refusal)
    expect(shown(context)).toMatchObject({ status: 'open', version: 1 })
    expect(listed()).toHaveLength(1)
    expect(noticeStore.get().map((one) => one.tone)).toEqual(['problem'])
    expect(undoable(context)).toEqual([])
  })

  it('that is refused leaves a quick second one and its answer alone', async () => {
    const context = start()
    setStatus(context, 'resolved')
    setPriority(context, 'high')
    expect(shown(context)).toMatchObject({ status: 'resolved', priority: 'high' })
    // One after the other: the second waits for the first.
    expect(answers).toHaveLength(1)
    await settle(0, 409, refusal)
    expect(shown(context)).toMatchObject({ status: 'open', priority: 'high' })
    expect(undoable(context)).toEqual(['done.priority'])
    await settle(1, 200, { ...context.conversation, priority: 'high', version: 2 })
    expect(shown(context)).toMatchObject({ status: 'open', priority: 'high', version: 2 })
  })

  it('lets through what others do meanwhile', async () => {
    const context = start()
    setPriority(context, 'high')
    const pushed = { ...context.conversation, tagIds: ['t'], priority: 'low', version: 5 } as Conversation
    applyFrames(cache, [{ type: 'conversation', data: pushed }], viewer)
    expect(shown(context)).toMatchObject({ priority: 'high', tagIds: ['t'] })
    // An answer that is older than what was pushed.
    await settle(0, 200, { ...context.conversation, priority: 'high', version: 4 })
    expect(shown(context)).toMatchObject({ priority: 'low', tagIds: ['t'], version: 5 })
  })

  it('is taken back before its answer, in turn', async () => {
    const context = start()
    setStatus(context, 'resolved')
    undo(Date.now())
    expect(shown(context)?.status).toBe('open')
    await settle(0, 200, { ...context.conversation, status: 'resolved', version: 2 })
    expect(shown(context)?.status).toBe('open')
    await settle(1, 200, { ...context.conversation, status: 'open', version: 3 })
    expect(shown(context)).toMatchObject({ status: 'open', version: 3 })
    expect(listed().map((one) => one.version)).toEqual([3])
  })
})

it('tags what is tagged by now, not what was tagged when the menu opened', () => {
  const context = start()
  setTags(context, (tagIds) => [...tagIds, 'a'])
  setTags(context, (tagIds) => [...tagIds, 'b'])
  expect(shown(context)?.tagIds).toEqual(['a', 'b'])
})

it('asks for the list of what one follows again', async () => {
  const context = start()
  const key = ['conversations', { ...open, view: 'following' }]
  cache.setQueryData(key, { pages: [{ items: [], next: null }], pageParams: [undefined] })
  follow(context, true)
  expect(shown(context)?.following).toBe(true)
  await settle(0, 200, null)
  expect(cache.getQueryState(key)?.isInvalidated).toBe(true)
  expect(cache.getQueryState(['conversations', open])?.isInvalidated).toBe(false)
})
