import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { noticeStore } from '../../../app/notices/notices.ts'
import { enter } from '../../../app/who.ts'
import { drafts, type LocalDraft } from './drafts.ts'
import { letters } from './letters.ts'
import { outbox } from './outbox.ts'
import { type SendContext, sendLetter } from './send-letter.ts'
import { untellAnswered } from './tell-left.ts'
import { takeUpLetters } from './take-up-letters.ts'

const store = new Map<string, string>()

/** Requests in their order, each with the way to answer it. */
let requests: { line: string; answer(status: number, body?: object): void }[] = []
let asks = false
let opened: string[] = []

enter('me')

beforeEach(() => {
  vi.useFakeTimers()
  store.clear()
  requests = []
  opened = []
  vi.stubGlobal('fetch', (address: string, { method, body }: RequestInit) => {
    const { text } = JSON.parse((body as string | null) ?? '{}') as { text?: string }
    const gate = Promise.withResolvers<Response>()
    requests.push({
      line: [method, address.split(/[/?]/)[4], text].join(' ').trim(),
      answer: (status, answer) =>
        gate.resolve(new Response(answer ? JSON.stringify(answer) : null, { status })),
    })
    return gate.promise
  })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
    removeItem: (key: string) => store.delete(key),
  })
  vi.stubGlobal('addEventListener', () => {
    asks = true
  })
  vi.stubGlobal('removeEventListener', () => {
    asks = false
  })
})
afterEach(async () => {
  for (const { id } of outbox.get()) outbox.remove(id)
  await vi.runAllTimersAsync()
  for (const { id } of noticeStore.get()) noticeStore.hide(id)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const lines = () => requests.map(({ line }) => line)
const rest = () => vi.advanceTimersByTimeAsync(2000)
const answer = async (status: number, body?: object) => {
  await vi.advanceTimersByTimeAsync(0)
  requests.at(-1)?.answer(status, body)
  await vi.advanceTimersByTimeAsync(0)
}
const message = { id: 'm', kind: 'outbound', author: { id: 'me' }, text: '承知しました。' }

/** A composer on the screen of a conversation. */
const open = (conversationId: string) => {
  let editor = drafts.of(conversationId)
  const stop = drafts.onRestored((id) => {
    if (id === conversationId) editor = drafts.of(conversationId)
  })
  const detach = drafts.attach(conversationId, () => drafts.put(conversationId, editor))
  const context: SendContext = {
    conversationId,
    cache: new QueryClient(),
    t: ((key: string) => key) as never,
    agent: { id: 'me', name: '佐藤' },
    baseId: undefined,
    undoSeconds: 0,
    go: (href) => opened.push(href),
    onConflict: () => undefined,
    onChecks: () => undefined,
  }
  return {
    type(text: string): void {
      editor = { ...editor, reply: { ...editor.reply, text } }
      drafts.touch(conversationId)
    },
    send: () => sendLetter(context, 'reply', editor.reply, {}),
    text: () => editor.reply.text,
    leave(): void {
      detach()
      stop()
    },
  }
}

describe('a message on its way', () => {
  it('goes after its draft that is being saved, which would be a draft for good', async () => {
    const composer = open('a')
    composer.type('承知しました。')
    await rest()
    composer.send()
    await rest()
    expect(lines()).toEqual(['PUT draft 承知しました。'])
    await answer(204)
    expect(lines()).toEqual(['PUT draft 承知しました。', 'POST replies 承知しました。'])
    await answer(201, message)
    await rest()
    expect(lines()).toHaveLength(2)
    expect(store.size).toBe(0)
    composer.leave()
    await rest()
    expect(drafts.isKnown('a')).toBe(false)
  })

  it('goes before what is written since, which the server would forget with it', async () => {
    const composer = open('b')
    composer.type('承知しました。')
    composer.send()
    composer.type('追記です。')
    await rest()
    composer.leave()
    await rest()
    expect(lines()).toEqual(['POST replies 承知しました。'])
    expect(store.get('madoguchi.draft.me.b')).toContain('追記です。')
    await answer(201, message)
    expect(lines()).toEqual(['POST replies 承知しました。', 'PUT draft 追記です。'])
    await answer(204)
    expect(store.size).toBe(0)
    expect(drafts.isKnown('b')).toBe(false)
  })

  it('is asked about before the page goes', async () => {
    const composer = open('c')
    composer.type('承知しました。')
    composer.send()
    expect(asks).toBe(true)
    await answer(503, {})
    expect(asks).toBe(true)
    outbox.get()[0]?.discard()
    expect(asks).toBe(false)
    composer.leave()
  })
})

describe('a message that was not taken', () => {
  it('leaves an empty draft on the server, so that its words do not come twice', async () => {
    const composer = open('d')
    composer.type('承知しました。')
    await rest()
    await answer(204)
    composer.send()
    await rest()
    await answer(503, {})
    await rest()
    expect(lines().slice(1)).toEqual(['POST replies 承知しました。', 'PUT draft'])
    composer.leave()
  })

  it('comes back after a reload, above what was written since', async () => {
    const composer = open('e')
    composer.type('先の言葉')
    composer.send()
    await answer(503, {})
    composer.type('後の言葉')
    await rest()
    await answer(503, {})
    // The next page: it knows what lies on this machine, and nothing else.
    composer.leave()
    await answer(503, {})
    drafts.put('e', JSON.parse(store.get('madoguchi.draft.me.e') ?? '') as LocalDraft)
    for (const { id } of outbox.get()) outbox.remove(id)
    const next = open('e')
    expect(next.text()).toBe('後の言葉')
    const taking = takeUpLetters('e')
    await answer(200, { messages: [{ ...message, receivedAt: new Date(0).toISOString() }] })
    await taking
    expect(next.text()).toBe('先の言葉\n\n後の言葉')
    expect(letters.of('e')).toEqual([])
    next.leave()
  })

  it('stays away after a reload when the server has taken it all the same', async () => {
    const composer = open('f')
    composer.type('承知しました。')
    composer.send()
    await answer(503, {})
    for (const { id } of outbox.get()) outbox.remove(id)
    const taking = takeUpLetters('f')
    await answer(200, { messages: [{ ...message, receivedAt: new Date().toISOString() }] })
    await taking
    expect(composer.text()).toBe('')
    expect(letters.of('f')).toEqual([])
    composer.leave()
  })

  it('is told of where its conversation is not on the screen any more, until it is looked at', async () => {
    const composer = open('g')
    composer.type('承知しました。')
    composer.send()
    composer.leave()
    await answer(503, {})
    await rest()
    const [notice] = noticeStore.get()
    expect(notice).toMatchObject({ tone: 'problem', text: 'composer.left.reply' })
    notice?.action?.run()
    expect(opened).toEqual(['/inbox/g?status=any'])
    expect(noticeStore.get()).toEqual([])
  })

  it('is told of where it failed on the screen and is left at once, and only the first time', async () => {
    const composer = open('i')
    composer.type('承知しました。')
    composer.send()
    await answer(500, {})
    expect(noticeStore.get()).toEqual([])
    composer.leave()
    await rest()
    expect(noticeStore.get().map(({ text }) => text)).toEqual(['composer.left.reply'])
    noticeStore.get()[0]?.action?.run()
    open('i').leave()
    await rest()
    expect(noticeStore.get()).toEqual([])
  })

  it('is not told of once it is tried again', async () => {
    const composer = open('j')
    composer.type('承知しました。')
    composer.send()
    await answer(500, {})
    outbox.get()[0]?.retry()
    composer.leave()
    await answer(201, message)
    await rest()
    expect(noticeStore.get()).toEqual([])
  })

  it('is told of when it is left unread that somebody else had answered, and not once that was read', async () => {
    const refused = { code: 'conversations.answered-meanwhile' }
    const composer = open('k')
    composer.type('承知しました。')
    composer.send()
    await answer(409, refused)
    expect(noticeStore.get()).toEqual([])
    composer.leave()
    await rest()
    expect(noticeStore.get().map(({ text }) => text)).toEqual(['composer.left.answered'])
    noticeStore.get()[0]?.action?.run()

    const again = open('k')
    again.send()
    await answer(409, refused)
    untellAnswered('k')
    again.leave()
    await rest()
    expect(noticeStore.get()).toEqual([])
  })

  it('is told of as a draft when somebody else answered meanwhile', async () => {
    const composer = open('h')
    composer.type('承知しました。')
    composer.send()
    composer.leave()
    await answer(409, { code: 'conversations.answered-meanwhile' })
    expect(noticeStore.get().map(({ text }) => text)).toEqual(['composer.left.answered'])
    expect(drafts.of('h').reply.text).toBe('承知しました。')
    expect(outbox.get()).toEqual([])
    noticeStore.get()[0]?.action?.run()
  })
})
