import { describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db/index.ts'
import { arrivalOf, keep, letter, paperDesk, type Reader } from './fixtures/paper.ts'
import { processArrivals } from './process-arrivals.ts'

const paper = await paperDesk()
const { test, inboxId } = paper

const texts = async (): Promise<string[]> =>
  (
    await test.db.many<{ text: string }>(
      sql`select text from messages where workspace_id = ${test.workspaceId} order by id`,
    )
  ).map(({ text }) => text)

/** What a driver throws for an answer of the server's. */
const answered = (code: string): Error =>
  Object.assign(new Error(`refused ${code}`), { code, severity: 'ERROR' })

/** A moment that fails where it is written, as often as told: where the batch is stored, not where it is read. */
class Faulty extends Date {
  static error: () => Error
  static left = 0
  override toJSON(): string {
    if (Faulty.left-- > 0) throw Faulty.error()
    return super.toJSON()
  }
}

/** Reads `poison` as a letter that can't be stored. */
const failing = (error: () => Error, times = Number.POSITIVE_INFINITY): Reader => {
  Faulty.error = error
  Faulty.left = times
  return (raw) => [
    letter({ text: raw, ...(raw === 'poison' ? { occurredAt: new Faulty('2026-11-20T00:59:00Z') } : {}) }),
  ]
}

describe('an arrival that can’t be stored', () => {
  it.each([
    ['a bug of ours', () => new TypeError('undefined is no function')],
    ['a range that is too large', () => new RangeError('Invalid string length')],
    ['an answer of the database about the data', () => answered('22P02')],
    ['a statement behind one that failed', () => answered('25P02')],
  ])('by %s is tried three times, then lies in quarantine, and holds nobody up', async (_name, error) => {
    paper.read = failing(error)
    const [first, poison, last] = await keep(test.db, inboxId, ['first', 'poison', 'last'])
    await processArrivals(test.db)
    expect(await arrivalOf(test.db, poison as string)).toEqual({
      state: 'quarantined',
      attempts: 3,
      reason: `unstorable: ${error().message}`,
    })
    expect(await arrivalOf(test.db, first as string)).toMatchObject({ state: 'done' })
    expect(await arrivalOf(test.db, last as string)).toMatchObject({ state: 'done' })
    const stored = await texts()
    expect(stored.filter((text) => text === 'first')).toHaveLength(1)
    await test.db.tx((tx) =>
      tx.run(sql`delete from messages where workspace_id = ${tx.workspaceId} and text in ('first', 'last')`),
    )
  })

  it.each([
    ['a lost connection', () => new Error('Connection terminated unexpectedly')],
    ['a refused one', () => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['an ended server', () => answered('57P01')],
    ['a full disk', () => answered('53100')],
    ['a pool without a free connection', () => new Error('timeout exceeded when trying to connect')],
  ])('for want of the database (%s) waits, and no attempt is held against it', async (_name, error) => {
    paper.read = failing(error, 1)
    const [poison] = await keep(test.db, inboxId, ['poison'], new Date('2026-11-20T00:00:00Z'))
    await expect(processArrivals(test.db)).rejects.toThrow(error().message)
    expect(await arrivalOf(test.db, poison as string)).toEqual({
      state: 'waiting',
      attempts: 0,
      reason: null,
    })
    // The server may take a moment to see that the other connection is gone, and to free what it held.
    await expect.poll(() => processArrivals(test.db)).toBe(1)
    expect(await arrivalOf(test.db, poison as string)).toMatchObject({ state: 'done' })
  })
})

describe('a batch that is begun again after a deadlock', () => {
  it('counts as one attempt', async () => {
    paper.read = failing(() => answered('40P01'), 2)
    const [id = ''] = await keep(test.db, inboxId, ['poison'], new Date('2026-11-20T00:00:00Z'))
    expect(await processArrivals(test.db)).toBe(1)
    expect(await arrivalOf(test.db, id)).toMatchObject({ state: 'done', attempts: 1 })
  })

  it('counts none of those that it did not come to then', async () => {
    const read = failing(() => answered('40P01'), 1)
    const raws = ['poison', 'second', 'third']
    const ids = await keep(test.db, inboxId, raws, new Date('2026-11-20T00:00:00Z'))
    const seen: [string, number][] = []
    paper.read = async (raw) => {
      seen.push([raw, (await arrivalOf(test.db, ids[raws.indexOf(raw)] ?? '')).attempts])
      return read(raw)
    }
    expect(await processArrivals(test.db)).toBe(3)
    expect(seen.filter(([raw]) => raw === 'poison')).toHaveLength(2)
    expect(seen.filter(([, attempts]) => attempts !== 1)).toEqual([])
  })
})

describe('an arrival that ends its process', () => {
  const died = (): Promise<never> => Promise.reject(new Error('Connection terminated unexpectedly'))

  const noting = (seen: number[], idOf: () => string) => async (raw: string) => {
    seen.push((await arrivalOf(test.db, idOf())).attempts)
    return [letter({ text: raw })]
  }

  it('has its attempt written down before it is begun, unless it came in to a process that lives', async () => {
    const seen: number[] = []
    let id = ''
    paper.read = noting(seen, () => id)
    ;[id = ''] = await keep(test.db, inboxId, ['old'], new Date('2026-11-20T00:00:00Z'))
    await processArrivals(test.db)
    test.clock.forward(1)
    ;[id = ''] = await keep(test.db, inboxId, ['new'])
    // However many wait before it.
    test.clock.forward(3600)
    await processArrivals(test.db)
    expect(seen).toEqual([1, 0])
    expect(await arrivalOf(test.db, id)).toMatchObject({ state: 'done', attempts: 1 })
  })

  it('has it written down also where the database gave a batch up with it', async () => {
    const [id = ''] = await keep(test.db, inboxId, ['poison'])
    paper.read = failing(() => new Error('Connection terminated unexpectedly'), 1)
    await expect(processArrivals(test.db)).rejects.toThrow('terminated')
    const seen: number[] = []
    paper.read = noting(seen, () => id)
    // The server may take a moment to free what the ended connection held.
    await expect.poll(() => processArrivals(test.db)).toBe(1)
    expect(seen).toEqual([1])
  })

  it('is begun alone the next time, and left to people after three times', async () => {
    const ids = await keep(test.db, inboxId, ['a', 'deadly', 'b'], new Date('2026-11-20T00:00:00Z'))
    // As a killed process leaves it: the attempts were counted, and nobody took them back.
    await test.db.run(sql`
      update arrivals set attempts = 1 where workspace_id = ${test.workspaceId} and id = any(${ids}::uuid[])`)
    const begun: string[] = []
    paper.read = (raw) => {
      begun.push(raw)
      return raw === 'deadly' ? died() : [letter({ text: raw })]
    }
    const deadly = ids[1] as string
    for (const attempts of [2, 3]) {
      await processArrivals(test.db).catch(() => undefined)
      await test.db.run(sql`
        update arrivals set attempts = ${attempts}, state = 'waiting', reason = null where workspace_id = ${test.workspaceId} and id = ${deadly}`)
    }
    expect(begun).toEqual(['a', 'deadly', 'b', 'deadly'])
    await processArrivals(test.db)
    expect(begun).toHaveLength(4)
    expect(await arrivalOf(test.db, deadly)).toMatchObject({ state: 'quarantined', attempts: 3 })
    expect((await arrivalOf(test.db, deadly)).reason).toBe('unfinished: ')
  })
})
