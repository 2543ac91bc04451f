import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { sql, type WorkspaceDb } from '../../kernel/db/index.ts'
import { createCalendar, type Calendar } from '../hours/index.ts'
import { createWorkspace } from '../workspace/index.ts'
import type { Answer } from './contract.ts'
import { readHistory, type RawConversation } from './fixtures/history.ts'
import { dayOn, openSeconds } from './fixtures/open-minutes.ts'
import { recountPromises } from './fixtures/promises.ts'
import { Play, step } from './fixtures/play.ts'
import { backlogAt, recount, type Counted } from './fixtures/recount.ts'
import { getMetric } from './get-metric.ts'
import { listMetricRows } from './list-rows.ts'
import { listMetrics } from './list-metrics.ts'
import type { Question } from './scope.ts'
import { rebuildFacts } from './rebuild-facts.ts'
import { settleContacts } from './settle-contacts.ts'

let test: TestDatabase
const CULTURE_DAY = { date: '2026-11-03', name: '文化の日', blocks: [] }
const LABOUR_DAY = { date: '2026-11-23', name: '勤労感謝の日', blocks: [] }
const nine = { opens: 540, closes: 720 }
const one = { opens: 780, closes: 1080 }
const SHOP: Omit<Calendar, 'timeZone'> = {
  week: [[nine, one], [nine, one], [nine, one], [nine, one], [nine, one], [{ opens: 600, closes: 900 }], []],
  days: [CULTURE_DAY, LABOUR_DAY],
}
const EVERY_DAY: Omit<Calendar, 'timeZone'> = {
  ...SHOP,
  week: SHOP.week.map(() => [{ opens: 360, closes: 1380 }]),
}
const NIGHTS: Omit<Calendar, 'timeZone'> = {
  ...SHOP,
  week: SHOP.week.map(() => [{ opens: 0, closes: 300 }]),
  days: [],
}

// The clocks go back on 1 November in New York and on 25 October in London; Tokyo and UTC keep theirs.
const LIVES = [
  { timeZone: 'Asia/Tokyo', start: '2026-10-28T15:00:00.000Z', seed: 11 },
  { timeZone: 'UTC', start: '2026-11-10T00:00:00.000Z', seed: 22 },
  { timeZone: 'America/New_York', start: '2026-10-26T04:00:00.000Z', seed: 33 },
  { timeZone: 'Europe/London', start: '2026-10-19T23:00:00.000Z', seed: 44 },
]
const STEPS = 240
/** What is measured from what other rooms keep, and recounted in a test of its own. */
const ELSEWHERE = new Set([
  'tasks-done',
  'tasks-on-time',
  'complaints',
  'complaints-repeated',
  'complaint-resolution-time',
  'escalations',
  'escalation-rate',
  'escalation-answer-time',
  'escalations-in-time',
])

beforeAll(async () => {
  test = await testDatabase()
})

const byMeasure = (name: string, values: number[]): number | null => {
  if (name === 'count') return values.length
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  if (name === 'median' || name === 'p90') {
    const place = (name === 'median' ? 0.5 : 0.9) * (sorted.length - 1)
    const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number]
    return low + (high - low) * (place - Math.floor(place))
  }
  return sorted.reduce((sum, value) => sum + value, 0) / sorted.length
}

const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 1e6) / 1e6

const agrees = (
  figure: Pick<Answer, 'n' | 'value' | 'measures'>,
  rows: readonly Counted[],
  what: string,
): void => {
  const values = rows.map(({ value }) => value ?? 0)
  expect([what, figure.n]).toEqual([what, rows.length])
  expect(figure.value).toBe(figure.measures[0]?.value)
  for (const { measure, value } of figure.measures)
    expect([what, measure, rounded(value)]).toEqual([
      what,
      measure,
      rounded(byMeasure(measure === 'share' ? 'mean' : measure, values)),
    ])
}

const KEYS: Record<string, (timeZone: string, row: Counted) => string | null> = {
  day: (timeZone, { at }) => dayOn(timeZone, at),
  month: (timeZone, { at }) => dayOn(timeZone, at).slice(0, 7),
  channel: (_zone, { channel }) => channel,
  inbox: (_zone, { inboxId }) => inboxId,
  team: (_zone, { teamId }) => teamId,
  agent: (_zone, { agentId }) => agentId,
  status: (_zone, { status }) => status ?? null,
}

const grouped = (
  rows: readonly Counted[],
  key: (row: Counted) => string | null,
): Map<string | null, Counted[]> => {
  const groups = new Map<string | null, Counted[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return groups
}

interface Life {
  db: WorkspaceDb
  play: Play
  timeZone: string
  now: Date
  first: string
  last: string
  history: RawConversation[]
  rows: ReturnType<typeof recount>
}

type OpenSeconds = ReturnType<typeof openSeconds>

const clock = (minutes: number): string => new Date(minutes * 60_000).toISOString().slice(11, 16)

/** A calendar as the API takes it. */
const sent = (
  { timeZone, week, days }: Calendar,
  uses: { inboxIds?: string[]; teamIds?: string[] },
): Parameters<typeof createCalendar>[2] => ({
  name: JSON.stringify(uses),
  timeZone,
  region: null,
  week: week.map((blocks) =>
    blocks.map(({ opens, closes }) => ({ opens: clock(opens), closes: clock(closes) })),
  ),
  days: days.map((day) => ({ ...day, blocks: [] })),
  inboxIds: [],
  teamIds: [],
  ...uses,
})

/** Lives a history, measures it as it happens, and recounts it by hand. */
const live = async ({ timeZone, start, seed }: (typeof LIVES)[number]): Promise<Life> => {
  test.clock.set(new Date(start))
  const workspaceId = await test.database.reference.tx((tx) =>
    createWorkspace(tx, { name: timeZone, language: 'ja', timeZone }),
  )
  const play = new Play(test.database, workspaceId, test.clock)
  const { db } = play
  await play.begin()
  const [ofInbox = '', ofTeam = ''] = [play.inboxes[1]?.id, play.teams[0]]
  const hours = [
    { calendar: { ...SHOP, timeZone } },
    { calendar: { ...EVERY_DAY, timeZone }, inboxIds: [ofInbox] },
    { calendar: { ...NIGHTS, timeZone }, teamIds: [ofTeam] },
  ]
  for (const { calendar, ...uses } of hours)
    await db.tx((tx) => createCalendar(tx, systemCaller(workspaceId), sent(calendar, uses)))
  for (const next of fc.sample(step, { numRuns: STEPS, seed })) await play.take(next)
  await play.measure()
  const now = test.clock.now()
  await settleContacts(db)
  const history = await readHistory(db)
  const [shop, everyDay, nights] = hours.map(({ calendar }) =>
    openSeconds(calendar, new Date(Date.parse(start) - 86_400_000), now),
  ) as [OpenSeconds, OpenSeconds, OpenSeconds]
  const open = (from: Date, to: Date, place: { inboxId: string; teamId: string | null }): number =>
    (place.inboxId === ofInbox ? everyDay : place.teamId === ofTeam ? nights : shop)(from, to)
  const rows: ReturnType<typeof recount> = {
    ...recount(history, { open, settledAt: now, days: 7 }),
    ...(await recountPromises(db, history, now)),
  }
  const first = dayOn(timeZone, new Date(Date.parse(start) - 43_200_000))
  return { db, play, timeZone, now, first, last: dayOn(timeZone, now), history, rows }
}

const ask = (life: Life, metric: string, more: Partial<Question> & { by?: 'day' } = {}, caller?: Caller) =>
  getMetric(life.db, caller ?? systemCaller(life.db.workspaceId), metric, {
    from: life.first,
    to: life.last,
    basis: 'calendar',
    ...more,
  })

const flows = async (db: WorkspaceDb) =>
  (await listMetrics(db)).filter(({ kind, id }) => kind === 'flow' && !ELSEWHERE.has(id))

const facts = async (db: WorkspaceDb) => ({
  facts: await db.many(sql`
    select case when kind = 'first-contact' then null else id end as id, kind, at, conversation_id, message_id, customer_id, inbox_id,
      team_id, agent_id, origin, actor, from_state, to_state, value, business_value
    from facts where workspace_id = ${db.workspaceId} order by kind, conversation_id, at, facts.id`),
  said: await db.many(sql`
    select * from message_facts where workspace_id = ${db.workspaceId} order by conversation_id, kind, message_id`),
  standing: await db.many(sql`
    select * from standing_resolves where workspace_id = ${db.workspaceId} order by conversation_id`),
})

describe.each(LIVES)('a generated history in $timeZone', (setting) => {
  let life: Life

  beforeAll(async () => {
    life = await live(setting)
  }, 120_000)

  it('holds what there is to measure', () => {
    const { history, rows } = life
    expect(history.length).toBeGreaterThan(25)
    expect(history.some((c) => c.changes.some(({ from }) => from === 'resolved'))).toBe(true)
    expect(history.some((c) => c.changes.some(({ to }) => to === 'snoozed'))).toBe(true)
    const receipts = new Set(history.flatMap((c) => c.messages.map(({ receipt }) => receipt)))
    for (const receipt of ['read', 'failed', 'bounced', 'cancelled', 'scheduled'])
      expect(receipts).toContain(receipt)
    for (const { calendar } of Object.values(rows)) expect(calendar.length).toBeGreaterThan(4)
  })

  it('gives every flow as it is recounted from messages and changes, whole and split', async () => {
    for (const metric of await flows(life.db))
      for (const basis of metric.bases as ('calendar' | 'business')[]) {
        const rows = life.rows[metric.id]?.[basis] as Counted[]
        agrees(await ask(life, metric.id, { basis }), rows, metric.id)
        for (const by of metric.by.filter((dimension) => KEYS[dimension])) {
          const answer = await ask(life, metric.id, { basis, by: by as 'day' })
          const wanted = grouped(rows, (row) => (KEYS[by] as (typeof KEYS)['day'])(life.timeZone, row))
          const shown = answer.rows.filter(({ n }) => n > 0)
          expect([metric.id, by, new Set(shown.map(({ key }) => key))]).toEqual([
            metric.id,
            by,
            new Set(wanted.keys()),
          ])
          for (const row of shown) agrees(row, wanted.get(row.key) ?? [], `${metric.id} ${by} ${row.key}`)
        }
      }
  })

  it('gives the backlog of every evening and at every status', async () => {
    const days = await ask(life, 'backlog', { by: 'day' })
    expect(days.rows.length).toBeGreaterThan(15)
    for (const { key, n } of days.rows) {
      const next = new Date(Date.parse(`${key}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
      const evening = [...Array(3 * 24 * 4).keys()]
        .map((quarter) => new Date(Date.parse(`${next}T00:00:00Z`) + (quarter - 108) * 900_000))
        .find((at) => dayOn(life.timeZone, at) === next) as Date
      expect([key, n]).toEqual([key, backlogAt(life.history, evening).length])
    }
    const now = backlogAt(life.history, new Date(life.now.getTime() + 1))
    for (const by of ['channel', 'inbox', 'team', 'agent', 'status']) {
      const answer = await ask(life, 'backlog', { by: by as 'day' })
      const wanted = grouped(now, (row) => (KEYS[by] as (typeof KEYS)['day'])(life.timeZone, row))
      expect(new Map(answer.rows.map(({ key, n }) => [key, n]))).toEqual(
        new Map([...wanted].map(([key, rows]) => [key, rows.length])),
      )
    }
  })

  it('keeps to filters and to what the caller sees, in figures and in the rows behind them', async () => {
    const [agent] = life.play.agents
    const [inbox] = life.play.inboxes
    const [team] = life.play.teams
    if (!agent || !inbox || !team) throw new Error('the shop is empty')
    const narrow = { ...agent, sight: new Set([inbox.id]) }
    for (const { id } of await flows(life.db)) {
      const rows = life.rows[id]?.calendar as Counted[]
      const seen = rows.filter(({ inboxId }) => inboxId === inbox.id)
      agrees(await ask(life, id, {}, narrow), seen, id)
      agrees(await ask(life, id, { inboxId: life.play.inboxes[1]?.id as string }, narrow), [], id)
      const filters: [Partial<Question>, (row: Counted) => boolean][] = [
        [{ agentId: agent.id }, ({ agentId }) => agentId === agent.id],
        [{ agentId: 'none' }, ({ agentId }) => agentId === null],
        [{ teamId: team }, ({ teamId }) => teamId === team],
        [{ teamId: 'none' }, ({ teamId }) => teamId === null],
        [{ channel: 'email' }, ({ channel }) => channel === 'email'],
      ]
      for (const [filter, fits] of filters)
        agrees(await ask(life, id, filter), rows.filter(fits), `${id} ${JSON.stringify(filter)}`)
      const { items } = await listMetricRows(life.db, narrow, id, {
        from: life.first,
        to: life.last,
        basis: 'calendar',
        sort: 'newest',
        limit: 500,
      })
      expect(items.map(({ conversationId }) => conversationId).toSorted()).toEqual(
        seen.map(({ conversationId }) => conversationId).toSorted(),
      )
    }
  })

  it('is measured the same when it is rebuilt from history', async () => {
    const measured = await facts(life.db)
    expect(measured.facts.length).toBeGreaterThan(100)
    expect(await rebuildFacts(life.db)).toBe(life.history.length)
    expect(await facts(life.db)).toEqual(measured)
  })
})
