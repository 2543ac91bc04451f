import { describe, expect, it } from 'vitest'
import { readUnsentSearch } from './search.ts'
import { possibleFor, standingOf } from './standing.ts'

describe('a message that was not sent', () => {
  it.each([
    ['awaiting', 0, 'awaiting'],
    ['queued', 0, 'waiting'],
    ['queued', 2, 'retrying'],
    ['held', 0, 'held'],
    ['failed', 1, 'failed'],
    ['bounced', 1, 'bounced'],
    ['uncertain', 1, 'uncertain'],
    ['delivered', 1, 'arrived'],
  ] as const)('%s after %i attempts is %s', (receipt, attempts, standing) => {
    expect(standingOf({ receipt, attempts })).toBe(standing)
  })
  it('is never sent again without a question when it may have left', () => {
    expect(possibleFor('uncertain')).toEqual({ resend: true, ask: true, discard: true, takeBack: false })
  })
  it('can be taken back only while it waits, and discarded only when it will not be tried again', () => {
    expect(possibleFor('held')).toMatchObject({ takeBack: true, discard: false })
    expect(possibleFor('failed')).toMatchObject({ takeBack: false, discard: true })
    expect(possibleFor('sending')).toEqual({ resend: false, ask: false, discard: false, takeBack: false })
    expect(possibleFor('arrived')).toMatchObject({ resend: false, discard: true })
  })
})

describe('the address of the page', () => {
  it('forgets what makes no sense', () => {
    const inboxId = '01a201b4-5e5c-76c6-9737-af7b2bb7e76a'
    expect(readUnsentSearch({ state: 'failed', inboxId })).toEqual({ state: 'failed', inboxId })
    expect(readUnsentSearch({ state: 'all', inboxId: 7 })).toEqual({})
    expect(readUnsentSearch({ state: 'lost' })).toEqual({})
  })
})
