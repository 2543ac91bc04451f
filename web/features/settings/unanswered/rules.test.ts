import { describe, expect, it } from 'vitest'
import { draftOf, movedTo, placeOf, rulesOf, type Rule, wrongLength } from './rules.ts'

const rule = (change: Partial<Rule> = {}): Rule => ({
  inboxId: null,
  teamId: null,
  seconds: 3600,
  businessTime: true,
  tells: ['holder'],
  ...change,
})

describe('rules of the alert', () => {
  it('stand apart by whether they are for everywhere, and come together again', () => {
    const [ofChat, everywhere] = [rule({ inboxId: 'chat' }), rule()]
    const draft = draftOf([ofChat, everywhere])
    expect(draft).toEqual({ everywhere, others: [ofChat] })
    expect(rulesOf(draft)).toEqual([everywhere, ofChat])
    expect(draftOf([]).everywhere.seconds).toBeNull()
  })

  it('are for an inbox or a team', () => {
    expect(placeOf(rule({ inboxId: 'a' }))).toBe('inbox a')
    expect(movedTo(rule({ inboxId: 'a' }), 'team b')).toEqual(rule({ teamId: 'b' }))
    expect(movedTo(rule({ teamId: 'b' }), 'inbox a')).toEqual(rule({ inboxId: 'a' }))
  })

  it('take a minute to a year', () => {
    const wrong = [null, Number.NaN, 59, 60, 31_536_000, 31_536_001].map((seconds) =>
      wrongLength(rule({ seconds })),
    )
    expect(wrong).toEqual([undefined, 'number', 'range', undefined, undefined, 'range'])
  })
})
