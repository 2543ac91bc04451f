import fc from 'fast-check'
import { expect, it } from 'vitest'
import { promisingDesk } from './fixtures/promising-desk.ts'
import { clockRows } from './queries/clocks.ts'

const desk = await promisingDesk()
await desk.policy({ resolveSeconds: 5000 })

const KINDS = [
  'begins',
  'begins beside',
  'writes',
  'writes',
  'answers',
  'answers',
  'resolves',
  'takes back',
  'sleeps',
  'wakes',
  'settles',
] as const

/** The same where much is told of. */
const TOLD = [
  ...KINDS,
  'settles',
  'looks',
  'looks',
  'looks',
  'answers',
  'joins',
  'joins',
  'parts',
  'parts',
] as const

const stepOf = <Kind extends string>(...kinds: Kind[]) =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    which: fc.nat({ max: 99 }),
    other: fc.nat({ max: 99 }),
    minutes: fc.integer({ min: 1, max: 45 }),
  })

/** Conversations in which things happen. */
class Play {
  readonly open: string[] = []
  readonly #merged: { linkId: string; from: string }[] = []
  #last: string | undefined

  /** Does one thing; `putsAway`: also where somebody waits. */
  async do(kind: string, id: string | undefined, putsAway: boolean): Promise<void> {
    if (kind === 'begins' || id === undefined) this.open.push(await desk.write())
    else if (kind === 'begins beside') this.open.push(await desk.write(id, { apart: true }))
    else if (kind === 'writes') await desk.write(id)
    else if (kind === 'answers') this.#last = await desk.answer(id)
    else if (kind === 'takes back' && this.#last) {
      await desk.undo(this.#last).catch(() => undefined)
      this.#last = undefined
    } else if (kind === 'resolves') {
      if (putsAway || (await desk.row(id)).waitingSince === null)
        await desk.set('setStatus', id, { status: 'resolved' })
    } else if (kind === 'sleeps') {
      const until = new Date(desk.test.clock.now().getTime() + 86_400_000 * 30).toISOString()
      await desk.set('setStatus', id, { status: 'snoozed', snoozedUntil: until })
    } else if (kind === 'wakes') await desk.set('setStatus', id, { status: 'open' })
    else if (kind === 'settles') await desk.settle()
    else if (kind === 'parts') await this.part()
  }

  async join(from: string | undefined, into: string | undefined): Promise<boolean> {
    if (from === undefined || into === undefined || from === into) return false
    this.#merged.push({ linkId: await desk.merge(from, into), from })
    this.open.splice(this.open.indexOf(from), 1)
    return true
  }

  async part(): Promise<void> {
    const last = this.#merged.pop()
    if (!last) return
    await desk.unmerge(last.linkId)
    this.open.push(last.from)
  }
}

/** Since when somebody waits for an answer by the clocks that go on. */
const waitingBy = async (id: string): Promise<string | null> => {
  const running = (await desk.clocks(id)).filter(
    ({ promise, endedAt }) => promise !== 'resolve' && endedAt === null,
  )
  return running.map(({ startedAt }) => startedAt).sort()[0] ?? null
}

it('clocks run for whoever the conversation says waits, whatever happens and however it is batched', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stepOf(...KINDS), { minLength: 3, maxLength: 14 }), async (steps) => {
      const play = new Play()
      for (const { kind, which, minutes } of steps) {
        desk.minutes(minutes)
        // Nobody who waits is put away here: what becomes of them then is a test of its own.
        await play.do(kind, play.open[which % play.open.length], false)
      }
      await desk.settle()
      for (const id of play.open)
        expect(await waitingBy(id)).toBe((await desk.row(id)).waitingSince?.toISOString() ?? null)
    }),
    { numRuns: 40 },
  )
})

it('a merge that is undone gives all clocks back as they were', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(stepOf(...KINDS, 'joins', 'parts'), { minLength: 4, maxLength: 14 }),
      fc.boolean(),
      async (steps, looks) => {
        const play = new Play()
        for (const { kind, which, other, minutes } of steps) {
          desk.minutes(minutes)
          const [one, two] = [play.open[which % play.open.length], play.open[other % play.open.length]]
          if (kind === 'joins') await play.join(one, two)
          else await play.do(kind, one, true)
        }
        await desk.settle()
        await desk.watch()
        const ids = [...play.open].sort()
        const before = await clockRows(desk.test.db, ids)
        if (!(await play.join(play.open[0], play.open[1]))) return
        desk.minutes(5)
        if (looks) await desk.settle()
        await play.part()
        await desk.settle()
        expect(await clockRows(desk.test.db, ids)).toEqual(before)
      },
    ),
    { numRuns: 40 },
  )
})

it('nobody is told twice that a promise was broken, nor is one that was kept in time kept as broken', async () => {
  const told: string[] = []
  desk.test.database.onCommit((_workspace, announcements) => {
    for (const { name, payload } of announcements) {
      const { promise: which, messageId } = payload as { promise?: string; messageId: string }
      if (name === 'sla.breached') told.push(`${which === 'resolve' ? which : 'answer'} ${messageId}`)
    }
  })
  await fc.assert(
    fc.asyncProperty(fc.array(stepOf(...TOLD), { minLength: 4, maxLength: 16 }), async (steps) => {
      const play = new Play()
      await play.do('begins', undefined, true)
      await play.do('begins', undefined, true)
      const all = new Set(play.open)
      for (const { kind, which, other, minutes } of steps) {
        desk.minutes(minutes + 15)
        const [one, two] = [play.open[which % play.open.length], play.open[other % play.open.length]]
        if (kind === 'joins') await play.join(one, two)
        else if (kind === 'looks') await desk.watch()
        else await play.do(kind, one, true)
        for (const id of play.open) all.add(id)
      }
      await desk.settle()
      await desk.watch()
      expect(told.filter((one, at) => told.indexOf(one) !== at)).toEqual([])
      const wrong = (await clockRows(desk.test.db, [...all])).filter(
        ({ endedAt, dueAt, breachedAt }) => breachedAt && endedAt && !(dueAt && dueAt < endedAt),
      )
      expect(wrong).toEqual([])
    }),
    { numRuns: 100 },
  )
})
