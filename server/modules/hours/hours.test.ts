import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { systemCaller } from '../../kernel/caller.ts'
import type { Problem } from '../../kernel/contract.ts'
import { businessSeconds, createCalendar, readCalendars, type CalendarInput } from './index.ts'

let shop: TestApp
let inbox: string
let other: string
let team: string

beforeAll(async () => {
  shop = await testApp()
  team = await shop.team('夜間')
  inbox = (await shop.inbox('chat', { teamIds: [team] })).id
  other = (await shop.inbox('chat', { teamIds: [team] })).id
})

interface Kept extends CalendarInput {
  id: string
  isDefault: boolean
  open: boolean
  changesAt: string | null
}

const nine = { opens: '09:00', closes: '12:00' }
const week = (change: Record<number, CalendarInput['week'][number]> = {}): CalendarInput['week'] =>
  [0, 1, 2, 3, 4, 5, 6].map((day) => change[day] ?? (day < 5 ? [nine] : []))
const input = (change: Partial<CalendarInput> = {}): CalendarInput => ({
  name: '営業時間',
  timeZone: 'Asia/Tokyo',
  region: null,
  week: week(),
  days: [],
  inboxIds: [],
  teamIds: [],
  ...change,
})

const create = (body: unknown) => shop.owner.call<Kept & Problem>('POST', '/api/calendars', body)
const made = (change: Partial<CalendarInput>) => shop.owner.ok<Kept>('POST', '/api/calendars', input(change))
const put = ({ id, ...rest }: Kept, change: Partial<CalendarInput> = {}) =>
  shop.owner.call<Kept & Problem>('PUT', `/api/calendars/${id}`, { ...rest, ...change })
const refused = async (change: Partial<CalendarInput>) => {
  const { status, body } = await create(input({ name: 'Refused', ...change }))
  return { status, code: body.code, detail: body.detail }
}
const list = () => shop.owner.ok<Kept[]>('GET', '/api/calendars')
const remove = ({ id }: Kept) => shop.owner.call<Problem>('DELETE', `/api/calendars/${id}`)

/** Open seconds of a Friday in Tokyo, where a conversation is. */
const onFriday = async (place: { inboxId?: string; teamId?: string }) =>
  businessSeconds(
    (await readCalendars(shop.db)).of(place),
    new Date('2026-11-20T00:00:00+09:00'),
    new Date('2026-11-21T00:00:00+09:00'),
  ) / 3600

describe('calendars', () => {
  it('are office hours in the workspace’s zone until somebody makes one', async () => {
    expect(await list()).toEqual([])
    expect(await onFriday({})).toBe(9)
  })

  it('are kept as they were set, in order, and can be set again; the first one is the default', async () => {
    const late = { opens: '20:00', closes: '26:00' }
    const set = input({
      name: ' ベルリン ',
      timeZone: 'Europe/Berlin',
      week: week({ 4: [late, nine] }),
      days: [
        { date: '2026-12-31', name: '大晦日 ', blocks: [] },
        { date: '2026-12-24', name: '', blocks: [nine] },
      ],
    })
    const { status, body } = await create(set)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      name: 'ベルリン',
      isDefault: true,
      week: week({ 4: [nine, late] }),
      days: [set.days[1], { ...set.days[0], name: '大晦日' }],
    })
    expect(await shop.owner.ok('GET', `/api/calendars/${body.id}`)).toEqual(body)
    // Friday evening in Berlin, into Saturday's first hours.
    const [from, to] = [new Date('2026-11-20T18:00:00Z'), new Date('2026-11-22T00:00:00Z')]
    expect(businessSeconds((await readCalendars(shop.db)).of({}), from, to)).toBe(6 * 3600)

    const after = await put(body, input())
    expect(after.body).toMatchObject({ ...input(), isDefault: true })
    const { items } = await shop.owner.ok<{ items: { action: string; details: object }[] }>(
      'GET',
      `/api/audit?subjectId=${body.id}`,
    )
    expect(items.map(({ action }) => action)).toEqual(['hours.update-calendar', 'hours.create-calendar'])
    expect(Object.keys(items[0]?.details ?? {}).sort()).toEqual(['days', 'name', 'timeZone', 'week'])
  })

  it('hold for an inbox before its team, for a team before the default', async () => {
    const night = await made({
      name: '夜間',
      week: week({ 4: [{ opens: '00:00', closes: '05:00' }] }),
      teamIds: [team],
    })
    const chat = await made({
      name: 'チャット',
      week: week({ 4: [{ opens: '10:00', closes: '17:00' }] }),
      inboxIds: [inbox],
    })
    expect(await onFriday({ inboxId: inbox, teamId: team })).toBe(7)
    expect(await onFriday({ inboxId: other, teamId: team })).toBe(5)
    expect(await onFriday({ inboxId: other })).toBe(3)

    // An inbox goes by one calendar: it leaves the other.
    await put(night, { inboxIds: [inbox] })
    expect(await onFriday({ inboxId: inbox, teamId: team })).toBe(5)
    expect((await list()).map(({ name, inboxIds }) => [name, inboxIds])).toEqual([
      ['営業時間', []],
      ['チャット', []],
      ['夜間', [inbox]],
    ])
    await put(chat, { inboxIds: [] })
  })

  it('keep who goes by them where a change does not name them, and tell of what leaves for another', async () => {
    const evening = await shop.team('夕方')
    const from = await made({ name: '元', inboxIds: [other], teamIds: [evening] })
    const { id, inboxIds: _inboxIds, teamIds: _teamIds, ...rest } = from
    const path = `/api/calendars/${id}`
    expect(await shop.owner.ok('PUT', path, { ...rest, name: '元の' })).toMatchObject({
      inboxIds: [other],
      teamIds: [evening],
    })
    const to = await made({ name: '先', inboxIds: [other] })
    await put(to, { inboxIds: [other], teamIds: [evening] })
    expect(await shop.owner.ok('PUT', path, { ...rest, name: '元' })).toMatchObject({
      inboxIds: [],
      teamIds: [],
    })
    const { items } = await shop.owner.ok<{ items: { action: string; details: object }[] }>(
      'GET',
      `/api/audit?subjectId=${id}`,
    )
    expect(items.map(({ action, details }) => [action, details])).toEqual([
      ['hours.update-calendar', { name: { from: '元の', to: '元' } }],
      ['hours.update-calendar', { name: '元の', teamIds: { from: [evening], to: [] } }],
      ['hours.update-calendar', { name: '元の', inboxIds: { from: [other], to: [] } }],
      ['hours.update-calendar', { name: { from: '元', to: '元の' } }],
      ['hours.create-calendar', expect.anything()],
    ])
    await put(to, { inboxIds: [], teamIds: [] })
    for (const calendar of [from, to]) expect((await remove(calendar)).status).toBe(204)
  })

  it('are left by a team that is gone', async () => {
    const gone = await shop.team('いない')
    const calendar = await made({ name: 'いない', teamIds: [gone] })
    await shop.owner.ok('DELETE', `/api/teams/${gone}`)
    expect(await shop.owner.ok('GET', `/api/calendars/${calendar.id}`)).toMatchObject({ teamIds: [] })
    expect((await remove(calendar)).status).toBe(204)
    expect(await shop.owner.call('GET', `/api/calendars/${calendar.id}`)).toMatchObject({ status: 404 })
    expect((await create(input({ name: 'Refused', teamIds: [gone] }))).status).toBe(400)
  })

  it('are closed on the public holidays of their country', async () => {
    const from = new Date('2026-11-23T00:00:00+09:00')
    const to = new Date('2026-11-24T00:00:00+09:00')
    const open = async () => businessSeconds((await readCalendars(shop.db)).of({ inboxId: other }), from, to)
    const calendar = await made({ name: '祝日', inboxIds: [other] })
    expect(await open()).toBe(3 * 3600)
    await put(calendar, { region: 'JP' })
    expect(await open()).toBe(0)
    await put(calendar, { region: 'JP', days: [{ date: '2026-11-23', name: '特別営業', blocks: [nine] }] })
    expect(await open()).toBe(3 * 3600)
    await put(calendar, { inboxIds: [] })
  })

  it('say whether they are open, and until when', async () => {
    const always = await made({
      name: '年中無休',
      week: week().map(() => [{ opens: '00:00', closes: '24:00' }]),
    })
    expect(always).toMatchObject({ open: true, changesAt: null })
    const { timeZone, now } = noonZone()
    const noon = await made({
      name: '正午',
      timeZone,
      week: week().map(() => [{ opens: '00:00', closes: '14:00' }]),
    })
    expect(noon.open).toBe(true)
    expect(Date.parse(noon.changesAt ?? '')).toBeGreaterThan(now)
    await remove(noon)
    await remove(always)
  })

  it('are deleted only when nobody goes by them', async () => {
    const calendars = await list()
    const [standard, used] = [
      calendars.find(({ isDefault }) => isDefault) as Kept,
      calendars.find(({ teamIds }) => teamIds.length > 0) as Kept,
    ]
    expect(await remove(standard)).toMatchObject({ status: 409, body: { code: 'hours.calendar-default' } })
    expect(await remove(used)).toMatchObject({ status: 409, body: { code: 'hours.calendar-in-use' } })
    const after = await shop.owner.ok<Kept>('POST', `/api/calendars/${used.id}/default`)
    expect(after.isDefault).toBe(true)
    expect((await list()).filter(({ isDefault }) => isDefault)).toHaveLength(1)
    expect((await list())[0]?.id).toBe(used.id)
    await shop.owner.ok('POST', `/api/calendars/${standard.id}/default`)
    expect((await create(input({ name: '夜間' }))).body).toMatchObject({
      code: 'hours.calendar-exists',
      status: 409,
    })
    expect((await put(used, { name: standard.name })).body).toMatchObject({ code: 'hours.calendar-exists' })
  })

  it('are refused with the day and what to do', async () => {
    expect(await refused({ timeZone: 'Asia/Edo' })).toMatchObject({ code: 'hours.time-zone' })
    expect(await refused({ region: 'XX' })).toMatchObject({ status: 400, code: 'hours.region' })
    expect(await refused({ name: '  ' })).toMatchObject({ status: 400, code: 'hours.name' })
    expect(await refused({ week: week({ 2: [{ opens: '12:00', closes: '09:00' }] }) })).toEqual({
      status: 400,
      code: 'hours.block',
      detail: expect.stringContaining('Wednesday, 12:00–09:00'),
    })
    expect(await refused({ week: week({ 0: [nine, { opens: '11:00', closes: '15:00' }] }) })).toMatchObject({
      code: 'hours.overlap',
      detail: expect.stringContaining('09:00–12:00 and 11:00–15:00'),
    })
    expect(await refused({ week: week({ 0: [{ opens: '20:00', closes: '34:00' }] }) })).toMatchObject({
      code: 'hours.overlap',
      detail: expect.stringContaining('night of Monday'),
    })
    const day = { date: '2026-12-31', name: '', blocks: [] }
    expect(await refused({ days: [day, day] })).toMatchObject({ code: 'hours.twice' })
    expect(await refused({ days: [{ ...day, date: '0000-01-01' }] })).toMatchObject({ status: 400 })
    expect(await refused({ week: [[], [], [], [], [], [], []] })).toMatchObject({
      code: 'hours.never-open',
      status: 400,
    })
  })

  it.each([
    ['a week of six days', input({ week: week().slice(1) })],
    ['times that no clock shows', input({ week: week({ 0: [{ opens: '9', closes: '25:61' }] }) })],
    ['a day that no calendar has', input({ days: [{ date: '2026-02-30', name: '', blocks: [] }] })],
    ['nothing', {}],
  ])('are refused as %s', async (_what, body) => {
    expect((await create(body)).status).toBe(400)
  })

  it('are seen by everybody who works here, and set by owners alone', async () => {
    const agent = await shop.person('agent')
    expect((await agent.call('GET', '/api/calendars')).status).toBe(200)
    const [calendar] = await list()
    expect((await agent.call('POST', '/api/calendars', input({ name: 'X' }))).status).toBe(403)
    expect((await agent.call('PUT', `/api/calendars/${calendar?.id}`, input())).status).toBe(403)
    expect((await agent.call('POST', `/api/calendars/${calendar?.id}/default`)).status).toBe(403)
    expect((await agent.call('DELETE', `/api/calendars/${calendar?.id}`)).status).toBe(403)
    const caller = {
      ...systemCaller(shop.workspaceId),
      kind: 'person' as const,
      id: agent.id,
      role: 'agent' as const,
    }
    await expect(shop.db.tx((tx) => createCalendar(tx, caller, input({ name: 'X' })))).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})

describe('public holidays', () => {
  it('are listed for two years, by country or part of it', async () => {
    const holidays = await shop.owner.ok<{ date: string; name: { ja: string } }[]>(
      'GET',
      '/api/holidays?region=JP&year=2026',
    )
    expect(holidays[0]).toMatchObject({ date: '2026-01-01', name: { ja: '元日' } })
    expect(holidays.at(-1)?.date).toBe('2027-11-23')
    expect(await shop.owner.call('GET', '/api/holidays?region=XX&year=2026')).toMatchObject({ status: 400 })
    const countries = await shop.owner.ok<{ code: string; parts: { code: string }[] }[]>(
      'GET',
      '/api/holiday-countries',
    )
    expect(countries.find(({ code }) => code === 'DE')?.parts.map(({ code }) => code)).toContain('DE-BY')
  })
})

/** A zone in which it is between noon and one o’clock just now. */
function noonZone() {
  const now = Date.now()
  const ahead = 12 - new Date(now).getUTCHours()
  // Names of such zones count the other way round: Tokyo is Etc/GMT-9.
  const timeZone = ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
  return { timeZone, now }
}
