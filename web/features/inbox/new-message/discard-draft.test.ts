import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Attachment } from '../../../api/types.ts'
import { noticeStore } from '../../../app/notices/notices.ts'
import { enter } from '../../../app/who.ts'
import { drafts } from '../composer/drafts.ts'
import { emptyMode } from '../composer/local-draft.ts'
import { firstPlace, tabOf } from '../composer/place.ts'
import { uploads } from '../composer/uploads.ts'
import { discardDraft } from './discard-draft.ts'

const place = firstPlace(undefined)
const tab = tabOf(place, 'reply')
const file = { id: 'f', name: '見積書.pdf', size: 3 } as Attachment
let saved: { text: string; attachmentIds: string[] }[]
let answer: () => Response

enter('me')

beforeEach(() => {
  saved = []
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => undefined,
    removeItem: () => undefined,
  })
  vi.stubGlobal('fetch', async (_address: string, { body }: RequestInit) => {
    saved.push(JSON.parse(body as string) as (typeof saved)[number])
    return answer()
  })
  drafts.put(place, {
    mode: 'reply',
    reply: { ...emptyMode, text: 'お見積もりです。', files: [file] },
    note: emptyMode,
  })
  uploads.replace(tab, [file])
})
afterEach(() => {
  drafts.forget(place)
  for (const { id } of noticeStore.get()) noticeStore.hide(id)
  vi.unstubAllGlobals()
})

const discard = () =>
  discardDraft(place, {
    uploads: uploads.of(tab),
    add: () => undefined,
    remove: (key) => {
      uploads.remove(tab, key)
      drafts.touch(place)
    },
  })

it('leaves a draft whole that the server could not throw away', async () => {
  answer = () => new Response(null, { status: 503 })
  expect(await discard()).toBe(false)
  expect(uploads.kept(tab)).toEqual([file])
  expect(drafts.of(place).reply).toMatchObject({ text: 'お見積もりです。', files: [file] })
})

it('throws words and files away together', async () => {
  answer = () => new Response(null, { status: 204 })
  expect(await discard()).toBe(true)
  expect(saved).toMatchObject([{ text: '', attachmentIds: [] }])
  expect([uploads.of(tab), drafts.of(place).reply]).toEqual([[], emptyMode])
})
