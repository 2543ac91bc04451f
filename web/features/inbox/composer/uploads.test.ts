import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Attachment } from '../../../api/types.ts'
import { drafts, type LocalDraft } from './drafts.ts'
import { keepFile } from './keep-file.ts'
import { tabOf } from './place.ts'
import { uploads } from './uploads.ts'

const file = (id: string): Attachment => ({
  id,
  name: `${id}.pdf`,
  type: 'application/pdf',
  size: 3,
  inline: false,
  contentId: null,
  problem: null,
})
const empty = { text: '', html: null, mentions: [], to: null, cc: [], bcc: [], files: [] }
const written = (text: string): LocalDraft => ({ mode: 'reply', reply: { ...empty, text }, note: empty })

/** What the server answers to the uploads under way, and to everything else. */
const answers: ((status: number, body: object) => void)[] = []
const fetched = vi.fn<typeof fetch>()
const asked = vi.fn<(event: { preventDefault(): void }) => void>()

class Request extends EventTarget {
  upload = new EventTarget()
  status = 0
  responseText = ''
  open() {}
  setRequestHeader() {}
  send() {
    answers.push((status, body) => {
      this.status = status
      this.responseText = JSON.stringify(body)
      this.dispatchEvent(new Event('load'))
    })
  }
  abort() {
    this.dispatchEvent(new Event('abort'))
  }
}

let onLeave: ((event: { preventDefault(): void }) => void) | undefined

beforeEach(() => {
  answers.length = 0
  fetched.mockReset().mockImplementation(() => Promise.resolve(new Response(null, { status: 204 })))
  vi.stubGlobal('fetch', fetched)
  vi.stubGlobal('XMLHttpRequest', Request)
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => undefined,
    removeItem: () => undefined,
  })
  vi.stubGlobal('addEventListener', (_: string, listener: typeof onLeave) => {
    onLeave = listener
  })
  vi.stubGlobal('removeEventListener', () => {
    onLeave = undefined
  })
})
afterEach(() => vi.unstubAllGlobals())

const add = (place: string, name: string) =>
  uploads.add(tabOf(place, 'reply'), [new File(['abc'], name)], {
    keep: (kept) => keepFile(place, 'reply', kept),
  })
const saved = () =>
  fetched.mock.calls
    .filter(([, init]) => init?.method === 'PUT')
    .map(([, init]) => JSON.parse(init?.body as string) as { text: string; attachmentIds: string[] })

describe('files under way', () => {
  it('go on while another conversation is open, and stand in the draft that was left', async () => {
    const detach = drafts.attach('left', () => drafts.put('left', written('添付します。')))
    drafts.touch('left')
    add('left', 'a.pdf')
    detach()
    await vi.waitFor(() => expect(drafts.isKnown('left')).toBe(false))
    fetched.mockImplementation((_, init) =>
      Promise.resolve(
        init?.method === 'GET'
          ? Response.json({ ...written('添付します。').reply, mode: 'reply', attachmentIds: [], aside: null })
          : new Response(null, { status: 204 }),
      ),
    )
    answers[0]?.(201, file('f1'))
    await vi.waitFor(() =>
      expect(saved().at(-1)).toMatchObject({ text: '添付します。', attachmentIds: ['f1'] }),
    )
    // Saved and left: the server knows best again.
    await vi.waitFor(() => expect(drafts.isKnown('left')).toBe(false))
  })

  it('are all kept, those too that are done at the same moment', async () => {
    let kept: string[] = []
    let late: (() => void) | undefined
    let asked = 0
    fetched.mockImplementation((_, init) => {
      if (init?.method === 'PUT') {
        kept = (JSON.parse(init.body as string) as { attachmentIds: string[] }).attachmentIds
        return Promise.resolve(new Response(null, { status: 204 }))
      }
      const draft = { ...written('添付します。').reply, mode: 'reply', attachmentIds: [...kept], aside: null }
      asked += 1
      // Whoever asks second hears of the draft as it was, after the first file has been saved.
      return asked === 1
        ? Promise.resolve(Response.json(draft))
        : new Promise((resolve) => {
            late = () => resolve(Response.json(draft))
          })
    })
    add('two', 'a.pdf')
    add('two', 'b.pdf')
    answers[0]?.(201, file('f5'))
    answers[1]?.(201, file('f6'))
    await vi.waitFor(() => expect(kept).toContain('f5'))
    await vi.waitFor(() => expect(drafts.isKnown('two')).toBe(false))
    late?.()
    await vi.waitFor(() => expect(kept.toSorted()).toEqual(['f5', 'f6']))
  })

  it('stand beside the files of a draft that is shown again, and refused ones stay', async () => {
    const tab = tabOf('tabs', 'reply')
    const detach = drafts.attach('tabs', () => undefined)
    add('tabs', 'a.pdf')
    add('tabs', 'b.pdf')
    answers[1]?.(413, { code: 'conversations.file-too-large', detail: 'Too large.' })
    await vi.waitFor(() => expect(uploads.of(tab)[1]?.problem?.status).toBe(413))
    uploads.replace(tab, [file('old')])
    expect(uploads.of(tab).map(({ name, kept }) => [name, kept !== undefined])).toEqual([
      ['old.pdf', true],
      ['a.pdf', false],
      ['b.pdf', false],
    ])
    answers[0]?.(201, file('f2'))
    await vi.waitFor(() => expect(drafts.of('tabs').reply.files).toMatchObject([{ id: 'f2' }]))
    detach()
  })

  it('are said where they could not be kept with the words, and lost nowhere in silence', async () => {
    const tab = tabOf('away', 'reply')
    fetched.mockRejectedValue(new TypeError('offline'))
    add('away', 'a.pdf')
    answers[0]?.(201, file('f3'))
    await vi.waitFor(() => expect(uploads.of(tab)[0]?.problem?.code).toBe('network'))
  })

  it('are asked about before the page goes', async () => {
    add('page', 'a.pdf')
    onLeave?.({ preventDefault: () => asked({ preventDefault: () => undefined }) })
    expect(asked).toHaveBeenCalledOnce()
    answers[0]?.(201, file('f4'))
    await vi.waitFor(() => expect(onLeave).toBeUndefined())
  })
})
