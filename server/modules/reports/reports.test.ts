import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { receive } from '../../../test/factories/index.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { sql, type WorkspaceDb } from '../../kernel/db/index.ts'
import type { Answer, Behind } from './contract.ts'
import { rangeBefore, rangeOf } from './periods.ts'
import { conversationIdsAfter } from './queries/history.ts'
import { askRebuild, moveRebuild, rebuildRow } from './queries/rebuilds.ts'
import { rebuildFacts } from './rebuild-facts.ts'
import { runRebuild } from './run-rebuild.ts'
import { startRebuild } from './start-rebuild.ts'

let shop: TestApp
let agent: Client & { id: string }
let stranger: Client & { id: string }
let inboxId: string
const day = (offset: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' }).format(Date.now() + offset * 86_400_000)
const today = (): string => `from=${day(-1)}&to=${day(0)}`

beforeAll(async () => {
  shop = await testApp()
  const [mine, other] = [await shop.team('受注'), await shop.team('卸')]
  inboxId = (await shop.inbox('chat', { teamIds: [mine], name: '=受注' })).id
  agent = await shop.person('agent', [mine])
  stranger = await shop.person('agent', [other])
  const first = await receive(shop.db, 'hanako@example.jp', inboxId, { subject: '=cmd|calc' })
  await receive(shop.db, 'taro@example.jp', inboxId)
  await agent.ok('PUT', `/api/conversations/${first.conversationId}/assignee`, { assigneeId: agent.id })
  await agent.ok('PUT', `/api/conversations/${first.conversationId}/status`, { status: 'resolved' })
  await shop.settled()
})

const ask = (client: Client, metric: string, more = '') =>
  client.ok<Answer>('GET', `/api/metrics/${metric}?${today()}${more}`)

describe('figures over the wire', () => {
  it('come with n, the time they are right for, and the period before', async () => {
    const answer = await ask(agent, 'volume', '&compare=previous&by=agent')
    expect(answer).toMatchObject({ value: 2, n: 2, unit: 'conversations' })
    expect(answer.rows.map(({ label, n }) => [label, n])).toEqual(
      expect.arrayContaining([
        [null, 1],
        ['agent 1', 1],
      ]),
    )
    expect(answer.previous).toMatchObject({ from: day(-3), to: day(-2), value: 0, n: 0 })
    expect(Date.parse(answer.asOf)).toBeLessThanOrEqual(Date.now())
  })

  it('say in their definition how many days are set', async () => {
    const words = async () => {
      const all = await agent.ok<{ id: string; explanation: { ja: string }; formula: { ja: string } }[]>(
        'GET',
        '/api/metrics',
      )
      expect(JSON.stringify(all)).not.toContain('{days}')
      const { explanation, formula } = all.find(({ id }) => id === 'first-contact-resolution') ?? all[0]!
      return [explanation.ja.match(/その後(\d+)日間/)?.[1], formula.ja.match(/(\d+)日以上前/)?.[1]]
    }
    expect(await words()).toEqual(['7', '7'])
    await shop.owner.ok('PUT', '/api/report-settings', { firstContactDays: 3 })
    expect(await words()).toEqual(['3', '3'])
    await shop.owner.ok('PUT', '/api/report-settings', { firstContactDays: 7 })
  })

  it('are no data, not 0, where nothing was measured', async () => {
    expect(await ask(agent, 'first-response-time')).toMatchObject({ value: null, n: 0 })
    expect(await ask(agent, 'response-rate')).toMatchObject({ value: 0, n: 2 })
  })

  it('show an agent only what their teams see, whatever they ask for', async () => {
    expect(await ask(stranger, 'volume')).toMatchObject({ value: 0, n: 0 })
    expect(await ask(stranger, 'volume', `&inboxId=${inboxId}`)).toMatchObject({ n: 0 })
    expect(await ask(stranger, 'backlog', '&by=inbox')).toMatchObject({ n: 0, rows: [] })
    const rows = await stranger.ok<{ items: Behind[] }>('GET', `/api/metrics/volume/rows?${today()}`)
    expect(rows.items).toEqual([])
    const csv = await stranger.call<string>('GET', `/api/metrics/volume/rows.csv?${today()}`)
    expect(csv.body.trim().split('\r\n')).toHaveLength(1)
    expect((await stranger.call('POST', '/api/report-facts/rebuild')).status).toBe(403)
  })

  it('refuse what makes no sense, and say why', async () => {
    const refused = async (path: string) => {
      const { status, body } = await agent.call<{ code: string }>('GET', `/api/metrics/${path}`)
      return [status, body.code]
    }
    expect(await refused(`happiness?${today()}`)).toEqual([404, 'reports.no-metric'])
    expect(await refused(`volume?from=2026-02-03&to=2026-02-01`)).toEqual([400, 'reports.backwards'])
    expect(await refused(`volume?${today()}&by=status`)).toEqual([400, 'reports.no-such-split'])
    expect(await refused(`volume/rows?${today()}&sort=largest`)).toEqual([400, 'reports.no-value'])
  })
})

describe('the rows behind a figure', () => {
  it('are as many as its n, and as CSV too, with nothing that a spreadsheet would run', async () => {
    const { items } = await agent.ok<{ items: Behind[] }>('GET', `/api/metrics/volume/rows?${today()}`)
    expect(items).toHaveLength(2)
    expect(items.map(({ conversation }) => conversation?.subject)).toContain('=cmd|calc')
    const { body, headers } = await agent.call<string>('GET', `/api/metrics/volume/rows.csv?${today()}`)
    const lines = body.trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toContain(",'=受注,chat,")
    expect(headers.get('content-disposition')).toContain('volume_')
  })

  it('can be those alone that did not', async () => {
    const path = `/api/metrics/response-rate/rows?${today()}`
    const all = await agent.ok<{ items: Behind[] }>('GET', path)
    expect(all.items.map(({ value }) => value)).toEqual([0, 0])
    expect((await agent.ok<{ items: Behind[] }>('GET', `${path}&outcome=yes`)).items).toEqual([])
  })

  it('come in pages without losing or doubling any', async () => {
    const first = await agent.ok<{ items: Behind[]; next: string }>(
      'GET',
      `/api/metrics/volume/rows?${today()}&limit=1`,
    )
    const second = await agent.ok<{ items: Behind[]; next: string | null }>(
      'GET',
      `/api/metrics/volume/rows?${today()}&limit=1&cursor=${first.next}`,
    )
    expect(second.next).toBeNull()
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(2)
  })
})

it('makes all facts anew when an owner asks for it', async () => {
  await shop.db.run(sql`delete from facts where workspace_id = ${shop.workspaceId}`)
  expect(await ask(shop.owner, 'volume')).toMatchObject({ n: 0 })
  const path = '/api/report-facts/rebuild'
  expect((await shop.owner.call('GET', path)).status).toBe(204)
  expect(await shop.owner.call('POST', path)).toMatchObject({ status: 202, body: { total: 2, done: 0 } })
  const state = () => shop.owner.ok<{ state: string }>('GET', path)
  await expect.poll(state, { timeout: 20_000 }).toMatchObject({ state: 'done', total: 2, done: 2 })
  expect(await ask(shop.owner, 'volume')).toMatchObject({ n: 2 })
  const agent = await shop.person('agent')
  expect((await agent.call('GET', path)).status).toBe(403)
})

it('is told who asked for measuring anew: a person of any name, or nobody', async () => {
  const asked = async (caller: Caller) => {
    await shop.db.run(sql`delete from report_rebuilds where workspace_id = ${shop.workspaceId}`)
    // Not now: other tests here make facts anew by hand.
    return (await shop.db.tx((tx) => startRebuild(tx, caller, new Date(Date.now() + 86_400_000)))).askedBy
  }
  const system = systemCaller(shop.workspaceId)
  expect(await asked({ ...system, kind: 'person', permissions: new Set(['settings.write']) })).toBe('system')
  expect(await asked(system)).toBeNull()
})

describe('making facts anew', () => {
  const stop = (signal: AbortSignal) => runRebuild({ db: shop.db, signal, lastAttempt: false })
  const asked = async () => {
    await shop.db.run(sql`delete from report_rebuilds where workspace_id = ${shop.workspaceId}`)
    await shop.db.tx((tx) => askRebuild(tx, '高瀬'))
  }

  it('is not begun twice at once', async () => {
    await asked()
    const again = await shop.owner.call<{ code: string }>('POST', '/api/report-facts/rebuild')
    expect([again.status, again.body.code]).toEqual([409, 'reports.rebuild-under-way'])
  })

  it('goes on where it stood when a process stopped, and counts nothing twice', async () => {
    await asked()
    await expect(stop(AbortSignal.abort())).rejects.toThrow('aborted')
    expect(await rebuildRow(shop.db)).toMatchObject({ state: 'waiting', done: 0 })
    const [first] = await conversationIdsAfter(shop.db, null, 1)
    await shop.db.tx((tx) => moveRebuild(tx, first as string, 1))
    await shop.db.run(sql`
      delete from facts where workspace_id = ${shop.workspaceId} and conversation_id = ${first}`)
    await stop(new AbortController().signal)
    expect(await rebuildRow(shop.db)).toMatchObject({ state: 'done', total: 2, done: 2 })
    // What had been measured before the stop was not measured again.
    expect(await ask(shop.owner, 'volume')).toMatchObject({ n: 1 })
    await rebuildFacts(shop.db)
    expect(await ask(shop.owner, 'volume')).toMatchObject({ n: 2 })
  })

  it('has failed where the last attempt was stopped: nobody would go on with it', async () => {
    await asked()
    const stopped = { db: shop.db, signal: AbortSignal.abort(), lastAttempt: true }
    await expect(runRebuild(stopped)).rejects.toThrow('aborted')
    expect(await rebuildRow(shop.db)).toMatchObject({ state: 'failed' })
  })

  it('has failed after the last attempt only, and can be begun again then', async () => {
    await asked()
    const broken = { ...shop.db, many: () => Promise.reject(new Error('no more room')) } as WorkspaceDb
    const run = (lastAttempt: boolean) =>
      runRebuild({ db: broken, signal: new AbortController().signal, lastAttempt })
    await expect(run(false)).rejects.toThrow('no more room')
    expect(await rebuildRow(shop.db)).toMatchObject({ state: 'waiting' })
    await expect(run(true)).rejects.toThrow('no more room')
    expect(await rebuildRow(shop.db)).toMatchObject({ state: 'failed', endedAt: expect.any(Date) })
    expect(await shop.db.tx((tx) => askRebuild(tx, '高瀬'))).toMatchObject({ state: 'waiting', done: 0 })
  })
})

describe('the period before', () => {
  const before = (zone: string, from: string, to: string, now: string) => {
    const range = rangeBefore(zone, rangeOf(zone, from, to), new Date(now))
    return [range.from, range.to, range.start.toISOString(), range.end.toISOString()]
  }
  it('has as many days, and ends at the same hour while the last day runs', () => {
    expect(before('Asia/Tokyo', '2026-11-14', '2026-11-20', '2026-11-20T03:00:00Z')).toEqual([
      '2026-11-07',
      '2026-11-13',
      '2026-11-06T15:00:00.000Z',
      '2026-11-13T03:00:00.000Z',
    ])
    expect(before('UTC', '2026-10-01', '2026-10-31', '2026-11-20T03:00:00Z')).toEqual([
      '2026-08-31',
      '2026-09-30',
      '2026-08-31T00:00:00.000Z',
      '2026-10-01T00:00:00.000Z',
    ])
  })
  it('never reaches into the period itself where the clocks change', () => {
    const [, , , end] = before('America/New_York', '2026-03-09', '2026-03-09', '2026-03-10T03:59:00Z')
    expect(Date.parse(end as string)).toBeLessThanOrEqual(Date.parse('2026-03-09T04:00:00Z'))
  })
})
