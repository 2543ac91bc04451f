import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { windowsOf, type Message } from './fixtures/windows.ts'

let app: TestApp
let windows: ReturnType<typeof windowsOf>
beforeAll(async () => {
  app = await testApp()
  windows = windowsOf(app.url, (await app.inbox('chat', { settings: { messagesPerMinute: 600 } })).token)
})

const waitedSince = async (text: string): Promise<number> => {
  const { items } = await app.owner.ok<{ items: { preview: string; waitingSince: string }[] }>(
    'GET',
    '/api/conversations?limit=200',
  )
  return Date.parse(items.find(({ preview }) => preview === text)?.waitingSince ?? '')
}

describe('a visitor’s window', () => {
  it('goes back to the beginning, page by page', async () => {
    const { session } = await windows.open()
    const texts = Array.from({ length: 105 }, (_, n) => `${n}通目`)
    for (const text of texts) await windows.say(session, text)
    await app.settled()
    const page = async (query: string) =>
      (await windows.call<{ messages: Message[]; earlier: boolean }>('GET', `/thread${query}`, { session }))
        .body
    const newest = await page('')
    expect(newest.messages.map(({ text }) => text)).toEqual(texts.slice(5))
    expect(newest.earlier).toBe(true)
    expect(await windows.open({ session })).toMatchObject({ earlier: true })
    const first = await page(`?before=${newest.messages[0]?.id}`)
    expect(first.messages.map(({ text }) => text)).toEqual(texts.slice(0, 5))
    expect(first.earlier).toBe(false)
    expect(await windows.call('GET', '/thread?before=x', { session })).toMatchObject({ status: 400 })
  })

  it('says how long a message waited there, not when it was written by its own clock', async () => {
    const start = Date.now()
    const say = async (text: string, more: object) => windows.say((await windows.open()).session, text, more)
    await say('時計が六日遅れた窓から', { at: start - 6 * 86_400_000 })
    await say('一分待った窓から', { waitedMs: 60_000 })
    await say('六日待ったという窓から', { waitedMs: 6 * 86_400_000 })
    await app.settled()
    expect(await waitedSince('時計が六日遅れた窓から')).toBeGreaterThanOrEqual(start)
    const minute = await waitedSince('一分待った窓から')
    expect(minute).toBeGreaterThanOrEqual(start - 60_000)
    expect(minute).toBeLessThanOrEqual(Date.now() - 60_000)
    // Nobody places themselves far ahead of those who wait.
    expect(await waitedSince('六日待ったという窓から')).toBeGreaterThanOrEqual(start - 3_600_000)
  })
})
