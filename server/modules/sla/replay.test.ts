import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { officeHoursOf } from './fixtures/office.ts'
import { countedIn, momentAfter, type Counting } from './count-time.ts'
import { replay, type History, type Step } from './replay.ts'

const START = Date.UTC(2026, 10, 20, 0)
const MINUTE = 60_000
const at = (minute: number): Date => new Date(START + minute * MINUTE)
const PAUSES = new Set(['snoozed'])
const END = 2000

interface Played {
  kind: 'inbound' | 'outbound' | 'open' | 'pending' | 'snoozed' | 'resolved'
  wait: number
  who: 'a' | 'b'
}

const played: fc.Arbitrary<Played[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Played['kind'][]>(
      'inbound',
      'inbound',
      'outbound',
      'outbound',
      'open',
      'pending',
      'snoozed',
      'resolved',
    ),
    wait: fc.integer({ min: 1, max: 90 }),
    who: fc.constantFrom('a' as const, 'a' as const, 'b' as const),
  }),
  { maxLength: 15 },
)

/** What the house writes down while this happens: a customer's message opens the conversation. */
const historyOf = (play: readonly Played[]): History => {
  const steps: Step[] = []
  let [minute, status] = [0, 'open']
  let resolvedAt: Date | null = null
  const id = () => `${steps.length}`.padStart(4, '0')
  const set = (to: string): void => {
    if (to === status) return
    steps.push({ id: id(), home: 'here', kind: 'status', at: at(minute), to })
    resolvedAt = to === 'resolved' ? at(minute) : null
    status = to
  }
  for (const { kind, wait, who } of play) {
    minute += wait
    if (kind !== 'inbound' && kind !== 'outbound') set(kind)
    else {
      const said = { id: id(), home: 'here', at: at(minute), customerId: who }
      steps.push(kind === 'inbound' ? { ...said, kind, knownAt: at(minute) } : { ...said, kind })
      if (kind === 'inbound') set('open')
    }
  }
  return { id: 'here', steps, status, resolvedAt }
}

/** Minutes for which each wait counts, told minute by minute: who waits for an answer, and does it count just now? */
const minuteByMinute = (play: readonly Played[]): Record<string, number> => {
  const happens = new Map<number, Played>()
  let clock = 0
  for (const one of play) happens.set((clock += one.wait), one)
  const counted: Record<string, number> = {}
  const waiting = new Map<string, string>()
  const answered = new Set<string>()
  let [status, resolve, resolvedUnanswered] = ['open', '', new Set<string>()]
  for (let minute = 0; minute < END; minute += 1) {
    const { kind, who } = happens.get(minute) ?? {}
    if (kind === 'inbound' && who) {
      // Put away without an answer: this is another wait.
      if (!waiting.has(who) || resolvedUnanswered.has(who))
        waiting.set(who, `${answered.has(who) ? 'next' : 'first'} ${minute}`)
      resolvedUnanswered = new Set()
      resolve ||= `resolve ${minute}`
      status = 'open'
    } else if (kind === 'outbound' && who) {
      waiting.delete(who)
      answered.add(who)
    } else if (kind) {
      resolvedUnanswered = kind === 'resolved' ? new Set(waiting.keys()) : new Set()
      status = kind
    }
    const counts = status !== 'resolved' && !PAUSES.has(status)
    for (const wait of [...waiting.values(), resolve])
      if (wait !== '') counted[wait] = (counted[wait] ?? 0) + (counts ? 1 : 0)
  }
  return counted
}

const sum = (...given: Parameters<typeof countedIn>): number =>
  countedIn(...given).reduce((all, { seconds }) => all + seconds, 0)

describe('a promise’s clock', () => {
  it('counts what a look at the wall every minute would count', () => {
    fc.assert(
      fc.property(played, (play) => {
        const waits = replay(historyOf(play), PAUSES)
        const found = Object.fromEntries(
          waits.map((wait) => [
            `${wait.promise} ${(wait.startedAt.getTime() - START) / MINUTE}`,
            sum(null, wait.stretches, at(END)) / 60,
          ]),
        )
        const wanted = Object.fromEntries(
          Object.entries(minuteByMinute(play)).filter(([, minutes]) => minutes > 0),
        )
        expect(Object.fromEntries(Object.entries(found).filter(([, minutes]) => minutes > 0))).toEqual(wanted)
      }),
      { numRuns: 3000 },
    )
  })

  it('is due when what is promised has been counted, neither before nor later', () => {
    const countings: Counting[] = [null, officeHoursOf('Asia/Tokyo'), officeHoursOf('Europe/Berlin')]
    fc.assert(
      fc.property(
        played,
        fc.constantFrom(...countings),
        fc.integer({ min: 1, max: 400 }),
        (play, counting, minutes) => {
          for (const { stretches } of replay(historyOf(play), PAUSES)) {
            const seconds = minutes * 60
            const due = momentAfter(counting, stretches, seconds)
            const until = stretches
              .filter(({ from }) => !due || from < due)
              .map(({ from, to }) => ({ from, to: due && (!to || to > due) ? due : to }))
            const counted = sum(counting, until, at(END))
            // Never due is what stands still before so much was counted.
            const isRight = due ? Math.abs(counted - seconds) < 0.001 : until.at(-1)?.to && counted < seconds
            expect(isRight).toBe(true)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('starts anew with a message after the conversation was resolved without an answer', () => {
    const history = historyOf([
      { kind: 'inbound', wait: 1, who: 'a' },
      { kind: 'resolved', wait: 9, who: 'a' },
      { kind: 'inbound', wait: 50, who: 'a' },
      { kind: 'outbound', wait: 5, who: 'a' },
    ])
    expect(
      replay(history, PAUSES).map(({ promise, startedAt, endedAt }) => [promise, startedAt, endedAt]),
    ).toEqual([
      ['first', at(1), at(10)],
      ['resolve', at(1), null],
      ['first', at(60), at(65)],
    ])
  })

  it('shows when it counted', () => {
    const history = historyOf([
      { kind: 'inbound', wait: 20, who: 'a' },
      { kind: 'snoozed', wait: 100, who: 'a' },
      { kind: 'open', wait: 60, who: 'a' },
      { kind: 'outbound', wait: 30, who: 'a' },
    ])
    const [first] = replay(history, PAUSES)
    expect(first?.stretches).toEqual([
      { from: at(20), to: at(120) },
      { from: at(180), to: at(210) },
    ])
    expect(sum(null, first?.stretches ?? [], at(999))).toBe(130 * 60)
  })

  /** What X and others did, at the minutes that are given. */
  const done = (steps: readonly (Partial<Step> & { minute: number })[]): Step[] =>
    steps.map(
      ({ minute, ...step }, place) =>
        ({
          id: `${place}`.padStart(4, '0'),
          home: 'here',
          at: at(minute),
          knownAt: at(minute),
          customerId: 'x',
          ...step,
        }) as Step,
    )

  const times = (steps: Step[], more: Partial<History> = {}) =>
    replay({ id: 'here', steps, status: 'open', resolvedAt: null, ...more }, PAUSES).map(
      ({ promise, startedAt, endedAt }) => [
        promise,
        (startedAt.getTime() - START) / MINUTE,
        endedAt && (endedAt.getTime() - START) / MINUTE,
      ],
    )

  it('does not go on where the answer had been taken back long before somebody resolved', () => {
    const steps = done([
      { kind: 'inbound', minute: 0 },
      { kind: 'withdrawn', minute: 6 },
      { kind: 'status', to: 'resolved', minute: 30 },
      { kind: 'inbound', minute: 5000 },
    ])
    expect(times(steps)).toEqual([
      ['first', 0, 30],
      ['resolve', 0, null],
      ['first', 5000, null],
    ])
    const since = steps.map((step) => (step.kind === 'withdrawn' ? { ...step, at: at(31) } : step))
    expect(times(since)).toEqual([
      ['first', 0, null],
      ['resolve', 0, null],
    ])
  })

  it('goes on with a message, also where no status says so', () => {
    const steps = done([
      { kind: 'inbound', minute: 0 },
      { kind: 'status', to: 'resolved', minute: 10 },
      { kind: 'inbound', minute: 50 },
      { kind: 'inbound', minute: 60 },
    ])
    expect(times(steps)).toEqual([
      ['first', 0, 10],
      ['resolve', 0, null],
      ['first', 50, null],
    ])
  })

  it('ends where two were merged of which one was put away, and goes on for the other', () => {
    const steps = done([
      { kind: 'inbound', minute: 0, home: 'there' },
      { kind: 'status', to: 'resolved', minute: 20, home: 'there' },
      { kind: 'inbound', minute: 30, customerId: 'y' },
      { kind: 'joined', into: 'here', minute: 40, home: 'there' },
      { kind: 'outbound', minute: 50, customerId: 'y' },
    ])
    expect(times(steps)).toEqual([
      ['first', 0, 20],
      ['resolve', 0, 20],
      ['first', 30, 50],
      ['resolve', 30, null],
    ])
  })
})
