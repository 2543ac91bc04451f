import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { windowsOf } from './fixtures/windows.ts'

let app: TestApp

beforeAll(async () => {
  app = await testApp()
})

describe('a closed shop', () => {
  it('says when it opens again where its owner wants that, and only while it is closed', async () => {
    const said = await app.inbox('chat', { settings: { closedNote: true } })
    const quiet = await app.inbox('chat')
    // Open in three days, for an hour: whatever the hour is now, it is closed.
    const today = (new Date(Date.now() + 9 * 3600_000).getUTCDay() + 6) % 7
    const week = (open: number[]) =>
      Array.from({ length: 7 }, (_, day) => (open.includes(day) ? [{ opens: '09:00', closes: '10:00' }] : []))
    const calendar = { name: '臨時', timeZone: 'Asia/Tokyo', region: null, days: [], teamIds: [] }
    const inboxIds = [said.id, quiet.id]
    const opens = async ({ token }: { token: string }) =>
      (
        await windowsOf(app.url, token).call<{ settings: { closedUntil: string | null } }>(
          'POST',
          '/sessions',
          { json: {} },
        )
      ).body.settings.closedUntil
    const { id } = await app.owner.ok<{ id: string }>('POST', '/api/calendars', {
      ...calendar,
      week: week([(today + 3) % 7]),
      inboxIds,
    })
    const until = Date.parse((await opens(said)) as string)
    expect(until - Date.now()).toBeGreaterThan(1.9 * 86_400_000)
    expect(until - Date.now()).toBeLessThan(3.5 * 86_400_000)
    expect(await opens(quiet)).toBeNull()
    const always = Array.from({ length: 7 }, () => [{ opens: '00:00', closes: '24:00' }])
    await app.owner.ok('PUT', `/api/calendars/${id}`, { ...calendar, week: always, inboxIds })
    expect(await opens(said)).toBeNull()
  })
})
