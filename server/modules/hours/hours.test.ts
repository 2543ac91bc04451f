import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import type { Problem } from '../../kernel/contract.ts'
import { businessSeconds, defaultCalendar } from './index.ts'
import type { WireCalendar } from './shape.ts'

let shop: TestApp

beforeAll(async () => {
  shop = await testApp()
})

const nine = { opens: '09:00', closes: '12:00' }
const week = (change: Record<number, WireCalendar['week'][number]> = {}): WireCalendar['week'] =>
  [0, 1, 2, 3, 4, 5, 6].map((day) => change[day] ?? (day < 5 ? [nine] : []))

const save = (body: unknown) => shop.owner.call<WireCalendar & Problem>('PUT', '/api/hours', body)
const refused = async (body: unknown) => {
  const { status, body: problem } = await save(body)
  return { status, code: problem.code, detail: problem.detail }
}

describe('the workspace’s hours', () => {
  it('are office hours until somebody sets them', async () => {
    const hours = await shop.owner.ok<WireCalendar & { configured: boolean }>('GET', '/api/hours')
    expect(hours.configured).toBe(false)
    expect(hours.timeZone).toBe('Asia/Tokyo')
    expect(hours.week.map((day) => day.length)).toEqual([1, 1, 1, 1, 1, 0, 0])
    expect(hours.week[0]).toEqual([{ opens: '09:00', closes: '18:00' }])
  })

  it('are kept as they were set, in order, and can be set again', async () => {
    const late = { opens: '20:00', closes: '26:00' }
    const set = {
      timeZone: 'Europe/Berlin',
      week: week({ 4: [late, nine] }),
      days: [
        { date: '2026-12-31', name: '大晦日 ', blocks: [] },
        { date: '2026-12-24', name: '', blocks: [nine] },
      ],
    }
    const { status, body } = await save(set)
    expect(status).toBe(200)
    expect(body).toEqual({
      timeZone: 'Europe/Berlin',
      week: week({ 4: [nine, late] }),
      days: [set.days[1], { ...set.days[0], name: '大晦日' }],
      configured: true,
    })
    expect(await shop.owner.ok('GET', '/api/hours')).toEqual(body)
    const calendar = await defaultCalendar(shop.db)
    // Friday evening in Berlin, into Saturday's first hours.
    const [from, to] = [new Date('2026-11-20T18:00:00Z'), new Date('2026-11-22T00:00:00Z')]
    expect(businessSeconds(calendar, from, to)).toBe(6 * 3600)

    await save({ timeZone: 'Asia/Tokyo', week: week(), days: [] })
    expect(await shop.owner.ok('GET', '/api/hours')).toMatchObject({ timeZone: 'Asia/Tokyo', days: [] })
    const { items } = await shop.owner.ok<{ items: unknown[] }>('GET', '/api/audit?action=hours.save')
    expect(items).toHaveLength(2)
  })

  it('are refused with the day and what to do', async () => {
    const good = { timeZone: 'Asia/Tokyo', week: week(), days: [] }
    expect(await refused({ ...good, timeZone: 'Asia/Edo' })).toMatchObject({ code: 'hours.time-zone' })
    expect(await refused({ ...good, week: week({ 2: [{ opens: '12:00', closes: '09:00' }] }) })).toEqual({
      status: 400,
      code: 'hours.block',
      detail: expect.stringContaining('Wednesday, 12:00–09:00'),
    })
    expect(
      await refused({ ...good, week: week({ 0: [nine, { opens: '11:00', closes: '15:00' }] }) }),
    ).toMatchObject({ code: 'hours.overlap', detail: expect.stringContaining('09:00–12:00 and 11:00–15:00') })
    expect(
      await refused({ ...good, week: week({ 0: [{ opens: '20:00', closes: '34:00' }] }) }),
    ).toMatchObject({ code: 'hours.overlap', detail: expect.stringContaining('night of Monday') })
    const day = { date: '2026-12-31', name: '', blocks: [] }
    expect(await refused({ ...good, days: [day, day] })).toMatchObject({ code: 'hours.twice' })
    expect(await refused({ ...good, days: [{ ...day, date: '0000-01-01' }] })).toMatchObject({ status: 400 })
    expect(await refused({ ...good, week: [[], [], [], [], [], [], []] })).toMatchObject({
      code: 'hours.never-open',
      status: 400,
    })
  })

  it.each([
    ['a week of six days', { timeZone: 'Asia/Tokyo', week: week().slice(1), days: [] }],
    [
      'times that no clock shows',
      { timeZone: 'Asia/Tokyo', week: week({ 0: [{ opens: '9', closes: '25:61' }] }), days: [] },
    ],
    [
      'a day that no calendar has',
      { timeZone: 'Asia/Tokyo', week: week(), days: [{ date: '2026-02-30', blocks: [] }] },
    ],
    ['nothing', {}],
  ])('are refused as %s', async (_what, body) => {
    expect((await save(body)).status).toBe(400)
  })

  it('are seen by everybody who works here, and set by owners alone', async () => {
    const agent = await shop.person('agent')
    expect((await agent.call('GET', '/api/hours')).status).toBe(200)
    const set = { timeZone: 'Asia/Tokyo', week: week(), days: [] }
    expect((await agent.call('PUT', '/api/hours', set)).status).toBe(403)
  })
})
