import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aQueue } from '../fixtures/a-queue.ts'
import { plan, type Holder, type Waiting } from './plan.ts'

const now = new Date('2026-11-23T01:00:00Z')

const queue = (change: Partial<Waiting['queue']> = {}): Waiting['queue'] => ({
  id: 'q',
  ...aQueue({ teamIds: ['support'] }),
  ...change,
})

let nth = 0
const waiting = (change: Partial<Waiting> = {}): Waiting => ({
  id: `c${(nth += 1)}`,
  queue: queue(),
  since: now,
  inboxId: 'mail',
  teamId: null,
  points: 1,
  live: false,
  language: null,
  lastAgentId: null,
  returnedFrom: null,
  ...change,
})

const holder = (id: string, change: Partial<Holder> = {}): Holder => ({
  id,
  name: id,
  teamIds: new Set(['support']),
  here: true,
  inboxIds: new Set(['mail']),
  sees: () => true,
  capacity: 8,
  chats: 3,
  skills: new Map(),
  languages: new Map(),
  load: 0,
  chatLoad: 0,
  turn: 0,
  ...change,
})

const decide = (one: Waiting, holders: Holder[], linked: string[] = ['mail']) =>
  plan([one], holders, new Set(linked), now)[0]
const who = (one: Waiting, holders: Holder[], linked?: string[]) => {
  const decision = decide(one, holders, linked)
  return decision && 'agentId' in decision ? decision.agentId : decision?.nobody
}

describe('who gets it', () => {
  it('is somebody who is here, serves it, sees it, and has room; else it says what is missing', () => {
    expect(who(waiting(), [])).toBe('here')
    expect(who(waiting(), [holder('a', { here: false })])).toBe('here')
    expect(who(waiting(), [holder('a', { teamIds: new Set(['other']) })])).toBe('here')
    expect(who(waiting(), [holder('a', { sees: () => false })])).toBe('sight')
    expect(who(waiting(), [holder('a', { load: 8 })])).toBe('room')
    expect(who(waiting({ points: 2 }), [holder('a', { load: 7 })])).toBe('room')
    // Whose hands are empty takes one that is larger than all they take.
    expect(who(waiting({ points: 9 }), [holder('a')])).toBe('a')
    expect(who(waiting({ points: 0 }), [holder('a', { capacity: 0 })])).toBe('room')
    expect(who(waiting({ live: true }), [holder('a', { chatLoad: 3 })])).toBe('room')
    expect(who(waiting(), [holder('a', { chatLoad: 3 })])).toBe('a')
    expect(who(waiting({ queue: queue({ mode: 'hand' }) }), [holder('a')])).toBe('by-hand')
  })

  it('is of the queue’s teams, else of the conversation’s, else of the inbox’s, else whoever sees it', () => {
    const free = queue({ teamIds: [] })
    const support = holder('a')
    const returns = holder('b', { teamIds: new Set(['returns']), inboxIds: new Set(['form']) })
    expect(who(waiting({ queue: free, teamId: 'returns' }), [support, returns])).toBe('b')
    expect(who(waiting({ queue: free, inboxId: 'form' }), [support, returns], ['mail', 'form'])).toBe('b')
    expect(who(waiting({ queue: free, inboxId: 'chat' }), [support, returns], ['chat'])).toBe('here')
    expect(who(waiting({ queue: free, inboxId: 'chat' }), [support], ['mail'])).toBe('a')
    expect(who(waiting({ teamId: 'returns' }), [support, returns])).toBe('a')
  })

  it('has the skills and the language that must be, and rather those that are wanted', () => {
    const must = queue({ skills: [{ skillId: 'returns', level: 3, must: true }] })
    const weak = holder('weak', { skills: new Map([['returns', 2]]) })
    const strong = holder('strong', { skills: new Map([['returns', 3]]), load: 7 })
    expect(who(waiting({ queue: must }), [weak])).toBe('skill')
    expect(who(waiting({ queue: must }), [weak, strong])).toBe('strong')
    const rather = queue({ skills: [{ skillId: 'returns', level: 3, must: false }] })
    expect(decide(waiting({ queue: rather }), [weak, { ...strong, load: 7 }])).toMatchObject({
      agentId: 'strong',
      why: { by: 'skills', able: 2, skills: [{ skillId: 'returns', level: 3 }] },
    })
    expect(who(waiting({ queue: rather }), [weak])).toBe('weak')
    const english = holder('en', { languages: new Map([['en', 4]]), load: 5 })
    const spoken = queue({ language: 'must' })
    expect(who(waiting({ queue: spoken, language: 'en' }), [weak])).toBe('language')
    expect(decide(waiting({ queue: spoken, language: 'en' }), [weak, english])).toMatchObject({
      agentId: 'en',
      why: { by: 'only', language: 'en' },
    })
    // Of whose language nothing is known nothing is asked.
    expect(who(waiting({ queue: spoken }), [weak, english])).toBe('weak')
  })

  it('had it last, where the queue wants that, but never let the customer wait if there is somebody else', () => {
    const last = queue({ lastAgent: true })
    const holders = () => [holder('a', { load: 5 }), holder('b')]
    expect(decide(waiting({ queue: last, lastAgentId: 'a' }), holders())).toMatchObject({
      agentId: 'a',
      why: { by: 'last-agent', load: 5, capacity: 8 },
    })
    expect(who(waiting({ lastAgentId: 'a' }), holders())).toBe('b')
    expect(who(waiting({ queue: last, lastAgentId: 'a', returnedFrom: 'a' }), holders())).toBe('b')
    expect(who(waiting({ returnedFrom: 'b' }), [holder('b')])).toBe('b')
  })

  it('may help from another team once it has waited for long enough', () => {
    const over = queue({ overflowSeconds: 60, overflowTeamIds: ['returns'] })
    const helper = holder('b', { teamIds: new Set(['returns']) })
    const before = (seconds: number) => new Date(now.getTime() - seconds * 1000)
    expect(who(waiting({ queue: over, since: before(59) }), [helper])).toBe('here')
    expect(decide(waiting({ queue: over, since: before(60) }), [helper])).toMatchObject({
      agentId: 'b',
      why: { overflow: true },
    })
    expect(decide(waiting({ queue: over, since: before(60) }), [helper, holder('a')])).toMatchObject({
      why: { here: 2 },
    })
  })

  it('takes turns where the queue says so', () => {
    const turns = queue({ mode: 'turn' })
    const holders = [
      holder('a', { turn: 2, load: 0 }),
      holder('b', { turn: 1, load: 7 }),
      holder('c', { turn: 3 }),
    ]
    const given = plan(
      Array.from({ length: 4 }, () => waiting({ queue: turns })),
      holders,
      new Set(['mail']),
      now,
    )
    expect(given.map((one) => 'agentId' in one && one.agentId)).toEqual(['b', 'a', 'c', 'a'])
    expect(holders.map(({ id, load }) => [id, load])).toEqual([
      ['a', 2],
      ['b', 8],
      ['c', 1],
    ])
  })
})

const counted = (capacities: readonly number[], n: number, mode: 'load' | 'turn') => {
  const holders = capacities.map((capacity, at) => holder(`a${at}`, { capacity, chats: n }))
  const decisions = plan(
    Array.from({ length: n }, () => waiting({ queue: queue({ mode }) })),
    holders,
    new Set(['mail']),
    now,
  )
  return { holders, given: decisions.filter((one) => 'agentId' in one).length }
}

describe('handing out', () => {
  it('by load is fair: nobody is further than one conversation from their share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (capacities, part) => {
          const room = capacities.reduce((sum, one) => sum + one, 0)
          const n = Math.floor(room * part)
          const { holders, given } = counted(capacities, n, 'load')
          expect(given).toBe(n)
          for (const { load, capacity } of holders) {
            expect(Math.abs(load - (n * capacity) / room)).toBeLessThan(1)
            expect(load).toBeLessThanOrEqual(capacity)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('by turn gives everybody the same, but for one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 200 }), (people, n) => {
        const { holders } = counted(
          Array.from({ length: people }, () => 1000),
          n,
          'turn',
        )
        const loads = holders.map(({ load }) => load)
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 100 },
    )
  })

  it('never gives more than somebody takes, whatever waits, and leaves nothing that somebody could take', () => {
    const person = fc.record({
      capacity: fc.integer({ min: 0, max: 6 }),
      chats: fc.integer({ min: 0, max: 2 }),
      here: fc.boolean(),
    })
    const item = fc.record({ points: fc.integer({ min: 0, max: 3 }), live: fc.boolean() })
    fc.assert(
      fc.property(fc.array(person, { maxLength: 6 }), fc.array(item, { maxLength: 30 }), (people, items) => {
        const holders = people.map((one, at) => holder(`a${at}`, one))
        const all = items.map((one) => waiting(one))
        const decisions = plan(all, holders, new Set(['mail']), now)
        for (const { here, load, capacity, chatLoad, chats } of holders) {
          expect(load).toBeLessThanOrEqual(here && capacity > 0 ? Math.max(capacity, 3) : 0)
          expect(chatLoad).toBeLessThanOrEqual(here ? chats : 0)
        }
        for (const [at, decision] of decisions.entries()) {
          if ('agentId' in decision) continue
          const { points = 0, live = false } = items[at] ?? {}
          // Loads only grow within a pass: who has room at its end had it then.
          const couldStill = holders.some(
            (one) =>
              one.here &&
              one.load < one.capacity &&
              (one.load === 0 || one.load + points <= one.capacity) &&
              (!live || one.chatLoad < one.chats),
          )
          expect(couldStill).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })
})
