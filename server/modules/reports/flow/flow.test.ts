import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../../test/harness/index.ts'
import { act } from '../../../../test/harness/rooms.ts'
import { systemCaller, type Caller } from '../../../kernel/caller.ts'
import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { createWorkspace } from '../../workspace/index.ts'
import type { FlowPicture, FlowRow } from '../contract-flow.ts'
import { Play, step } from '../fixtures/play.ts'
import { recountFlow } from '../fixtures/recount-flow.ts'
import { listFlowRows } from './list-flow-rows.ts'
import { readFlow } from './read-flow.ts'

let test: TestDatabase
let db: WorkspaceDb
let play: Play
let picture: FlowPicture
const days = { from: '2026-10-01', to: '2026-12-31' }

const read = (more: object = {}, caller: Caller = systemCaller(db.workspaceId)) =>
  readFlow(db, caller, { ...days, ...more })

const rows = async (wanted: object, caller: Caller = systemCaller(db.workspaceId)): Promise<FlowRow[]> => {
  const all: FlowRow[] = []
  let cursor: string | undefined
  do {
    const page = await listFlowRows(db, caller, { ...days, limit: 7, cursor, ...wanted })
    all.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return all
}

beforeAll(async () => {
  test = await testDatabase()
  test.clock.set(new Date('2026-10-20T00:00:00.000Z'))
  const workspaceId = await test.database.reference.tx((tx) =>
    createWorkspace(tx, { name: '流れ', language: 'ja', timeZone: 'Asia/Tokyo' }),
  )
  play = new Play(test.database, workspaceId, test.clock)
  db = play.db
  await play.begin()
  for (const next of fc.sample(step, { numRuns: 300, seed: 5 })) await play.take(next)
  await play.measure()
  picture = await read()
}, 120_000)

describe('the picture of how requests flow', () => {
  it('says which step followed which and how long it took, as recounted conversation by conversation', async () => {
    const { moves, answeredTwice } = await recountFlow(db, test.clock.now())
    const shown = new Map(picture.moves.map((move) => [`${move.step} ${move.next ?? 'none'}`, move]))
    expect(new Set(shown.keys())).toEqual(new Set(moves.keys()))
    expect(shown.size).toBeGreaterThan(15)
    for (const [key, seconds] of moves) {
      const { n, total, median } = shown.get(key) as FlowPicture['moves'][number]
      const sorted = seconds.toSorted((a, b) => a - b)
      const middle = (sorted.length - 1) / 2
      const half = ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2
      expect([key, n]).toEqual([key, seconds.length])
      expect(total).toBeCloseTo(
        seconds.reduce((sum, one) => sum + one, 0),
        2,
      )
      expect(median).toBeCloseTo(half, 2)
    }
    const twice = picture.findings.find(({ finding }) => finding === 'answered-twice')
    expect(twice?.conversations).toBe(answeredTwice.size)
    expect(answeredTwice.size).toBeGreaterThan(0)
  })

  it('adds up: what comes to a step leaves it or stands there', () => {
    const sum = (fits: (move: FlowPicture['moves'][number]) => boolean): number =>
      picture.moves.filter(fits).reduce((count, { n }) => count + n, 0)
    const came = (name: string): number => sum(({ next }) => next === name)
    const left = (name: string): number => sum(({ step: from }) => from === name)
    const counted = picture.steps.map(({ step: name, n }) => [name, n])
    expect(new Map(counted as [string, number][]).get('opened')).toBe(picture.looked)
    expect(counted.filter(([name]) => name !== 'opened')).toEqual(
      counted.filter(([name]) => name !== 'opened').map(([name]) => [name, came(name as string)]),
    )
    expect(counted.filter(([name]) => name !== 'resolved')).toEqual(
      counted.filter(([name]) => name !== 'resolved').map(([name]) => [name, left(name as string)]),
    )
  })

  it('lists the conversations behind every line and every finding, by pages, each once', async () => {
    for (const { step: name, next, n } of picture.moves) {
      const found = await rows({ step: name, next: next ?? 'none' })
      expect(found.length).toBeGreaterThan(0)
      expect(found.length).toBeLessThanOrEqual(n)
      expect(new Set(found.map(({ conversationId }) => conversationId)).size).toBe(found.length)
      expect(found.map(({ at }) => at)).toEqual(
        found
          .map(({ at }) => at)
          .toSorted()
          .reverse(),
      )
    }
    for (const { finding, conversations } of picture.findings)
      expect([finding, (await rows({ finding })).length]).toEqual([finding, conversations])
    expect(picture.findings.filter(({ conversations }) => conversations > 0).length).toBeGreaterThan(3)
  })

  it('keeps to what the caller sees and asks for', async () => {
    const [agent] = play.agents
    const [inbox, other] = play.inboxes
    if (!agent || !inbox || !other) throw new Error('the shop is empty')
    const narrow = { ...agent, sight: new Set([inbox.id]) }
    const seen = await read({}, narrow)
    const asked = await read({ inboxId: inbox.id })
    expect({ ...seen, asOf: '' }).toEqual({ ...asked, asOf: '' })
    expect(seen.began).toBeLessThan(picture.began)
    expect((await read({ inboxId: other.id }, narrow)).began).toBe(0)
    expect(await rows({ finding: 'reopened', inboxId: other.id }, narrow)).toEqual([])
    const nothing = await read({ from: '2025-01-01', to: '2025-01-31' })
    expect(nothing).toMatchObject({ began: 0, looked: 0, steps: [], moves: [], pairs: [] })
  })

  it('takes what goes on without anything between for one step, also where it resumed the conversation', async () => {
    const [agent] = play.agents
    const [inbox] = play.inboxes
    if (!agent || !inbox) throw new Error('the shop is empty')
    const before = (await read()).moves
    const write = async (key: string, threadKeys: string[]) => {
      test.clock.forward(600)
      const message = { messageKey: key, threadKeys, occurredAt: test.clock.now() }
      return (await receive(db, 'twice@example.jp', inbox.id, message)).conversationId
    }
    const conversationId = await write('mid:twice', [])
    const body = { status: 'pending' }
    test.clock.forward(600)
    await db.tx((tx) =>
      act('conversations', 'setStatus', { params: { conversationId }, body }, { caller: agent, tx }),
    )
    for (const key of ['mid:again', 'mid:once-more']) await write(key, ['mid:twice'])
    await play.measure()
    const { moves } = await read()
    const count = (all: typeof moves, step: string, next: string | null): number =>
      all.find((move) => move.step === step && move.next === next)?.n ?? 0
    expect(count(moves, 'pending', 'wrote') - count(before, 'pending', 'wrote')).toBe(1)
    expect(count(moves, 'wrote', null) - count(before, 'wrote', null)).toBe(1)
    expect(moves.filter(({ step: from, next }) => from === next && from !== 'handed-on')).toEqual([])
  })

  it('says what is wrong with a question', async () => {
    for (const wanted of [{}, { step: 'opened' }, { finding: 'reopened', step: 'opened', next: 'none' }])
      await expect(rows(wanted)).rejects.toMatchObject({ code: 'reports.flow-rows' })
  })
})
