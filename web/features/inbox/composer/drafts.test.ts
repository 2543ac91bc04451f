import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { enter } from '../../../app/who.ts'
import { drafts, type LocalDraft } from './drafts.ts'

const store = new Map<string, string>()
const empty = { text: '', html: null, mentions: [], to: null, cc: [], bcc: [], files: [] }
const written = (text: string): LocalDraft => ({ mode: 'reply', reply: { ...empty, text }, note: empty })
const fetched = vi.fn<typeof fetch>()

enter('me')

beforeEach(() => {
  vi.useFakeTimers()
  store.clear()
  fetched.mockReset().mockImplementation(() => Promise.resolve(new Response(null, { status: 204 })))
  vi.stubGlobal('fetch', fetched)
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
    removeItem: (key: string) => store.delete(key),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const sent = () => fetched.mock.calls.map(([, init]) => JSON.parse(init?.body as string) as { text: string })

describe('drafts', () => {
  it('saves once after a pause, with what stands in the editor by then', async () => {
    let editor = 'お'
    const detach = drafts.attach('a', () => drafts.put('a', written(editor)))
    drafts.touch('a')
    editor = 'お世話になっております。'
    drafts.touch('a')
    expect(drafts.stateOf('a')).toBe('unsaved')
    await vi.runAllTimersAsync()
    expect(sent()).toEqual([
      { mode: 'reply', text: editor, html: null, to: null, cc: [], bcc: [], attachmentIds: [], aside: null },
    ])
    expect(drafts.stateOf('a')).toBe('saved')
    detach()
  })
  it('saves what is left when the composer goes', async () => {
    const detach = drafts.attach('b', () => drafts.put('b', written('途中')))
    drafts.touch('b')
    detach()
    await vi.runAllTimersAsync()
    expect(sent()).toHaveLength(1)
    expect(drafts.of('b').reply.text).toBe('途中')
  })
  it('keeps it on this machine while the server cannot be reached', async () => {
    fetched.mockRejectedValue(new TypeError('offline'))
    drafts.put('c', written('消えない'))
    drafts.touch('c')
    await vi.runAllTimersAsync()
    expect(drafts.stateOf('c')).toBe('unsaved')
    // Under the agent's id: the next one on this machine does not find it.
    expect(store.get('madoguchi.draft.me.c')).toContain('消えない')
  })
  it('brings both tabs back from the server, and saves both', async () => {
    const both = {
      mode: 'reply',
      text: '返信',
      html: '<p><img src="cid:01a201b4-5e5c-76c6-9737-af7b2bb7e76a@inline"></p>',
    }
    const aside = { text: 'メモ', html: null, attachmentIds: [] }
    drafts.restore('e', { ...both, mode: 'reply', to: ['a@b.jp'], cc: [], bcc: [], aside })
    expect(drafts.of('e').note.text).toBe('メモ')
    expect(drafts.of('e').reply.html).toContain('src="/api/attachments/01a201b4-')
    drafts.touch('e')
    await drafts.flush('e')
    expect(sent()).toMatchObject([{ text: '返信', to: ['a@b.jp'], aside }])
  })
  it('is empty after sending, and tells the composer', () => {
    const told = vi.fn<(conversationId: string) => void>()
    const stop = drafts.onRestored(told)
    drafts.put('d', written('送った'))
    drafts.clear('d', 'reply')
    stop()
    expect(drafts.of('d').reply.text).toBe('')
    expect(told).toHaveBeenCalledWith('d')
  })
})
