import { describe, expect, it } from 'vitest'
import { decide, retryAfterMs, type Asked, type Whom } from './decide.ts'

const now = new Date('2026-11-23T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const asked = (change: Partial<Asked> = {}): Asked => ({
  way: 'push',
  mayKnow: true,
  read: false,
  deferred: 0,
  ...change,
})
const whom = (change: Partial<Whom> = {}): Whom => ({
  ready: true,
  looking: false,
  digest: false,
  quietUntil: null,
  lastAt: null,
  hourly: 0,
  firstInHour: null,
  ...change,
})
const morning = new Date('2026-11-23T23:00:00Z')

describe('something that is due', () => {
  it.each([
    ['is sent', asked(), whom(), { do: 'send' }],
    [
      'is not for whoever may not know of it',
      asked({ mayKnow: false }),
      whom(),
      { do: 'skip', reason: 'not-allowed' },
    ],
    [
      'is not for whoever read it',
      asked({ read: true }),
      whom({ quietUntil: morning }),
      { do: 'skip', reason: 'read' },
    ],
    ['has to arrive somewhere', asked(), whom({ ready: false }), { do: 'skip', reason: 'not-ready' }],
    [
      'waits for the end of the quiet hours, also of whoever looks',
      asked(),
      whom({ quietUntil: morning, looking: true }),
      { do: 'wait', reason: 'quiet', until: morning },
    ],
    [
      'is put off while somebody looks',
      asked({ deferred: 1 }),
      whom({ looking: true }),
      { do: 'wait', reason: 'looking', until: ago(-180) },
    ],
    ['but not for ever', asked({ deferred: 2 }), whom({ looking: true }), { do: 'skip', reason: 'looking' }],
    [
      'comes together with others all the same',
      asked({ way: 'mail' }),
      whom({ looking: true, digest: true }),
      { do: 'send' },
    ],
    ['keeps its distance', asked(), whom({ lastAt: ago(4) }), { do: 'wait', reason: 'rate', until: ago(-6) }],
    [
      'comes no oftener than is bearable',
      asked({ way: 'mail' }),
      whom({ lastAt: ago(600), hourly: 10, firstInHour: ago(3000) }),
      { do: 'wait', reason: 'rate', until: ago(-600) },
    ],
  ] as const)('%s', (_what, one, who, decision) => {
    expect(decide(one, who, now)).toEqual(decision)
  })

  it('is tried again a few times, later each time, and as the other side wishes', () => {
    expect([1, 2, 3, 4, 5].map((tries) => retryAfterMs(tries, 0))).toEqual([
      30_000,
      120_000,
      600_000,
      1_800_000,
      undefined,
    ])
    expect(retryAfterMs(1, 90)).toBe(90_000)
    expect(retryAfterMs(1, 1_000_000)).toBe(3_600_000)
  })
})
