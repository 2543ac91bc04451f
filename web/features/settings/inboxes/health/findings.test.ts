import { describe, expect, it } from 'vitest'
import type { Inbox } from '../../../../api/types.ts'
import { findingsOf } from './findings.ts'

const now = Date.parse('2026-11-23T03:00:00Z')
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()
const inbox = (changes: object = {}, state = 'active') =>
  ({ state, health: { state: 'ok', reason: null, warnings: [], ...changes } }) as unknown as Inbox
const health = {
  reading: null,
  waitingThere: { count: 0, oldestAt: null },
  waitingHere: { count: 0, oldestAt: null },
  heardAt: null,
  silentSince: null,
  knowsUsual: false,
  access: null,
  copies: { count: 0, lastAt: null },
}
const findings = (one: Inbox, of: Parameters<typeof findingsOf>[1], quarantined = 0, checkable = true) =>
  findingsOf(one, of, { quarantined, checkable, now })
const kinds = (...given: Parameters<typeof findings>) => findings(...given).map(({ kind }) => kind)

describe('what is to be said of an inbox', () => {
  it('is that all is well, also while it reads what lay there', () => {
    expect(findings(inbox(), health)).toEqual([{ kind: 'fine' }])
    const reading = { done: 3, total: 9 }
    expect(findings(inbox(), { ...health, reading })).toEqual([
      { kind: 'fine' },
      { kind: 'reading', ...reading },
    ])
  })
  it('is never that all is well where nobody looked whether it can connect', () => {
    expect(kinds(inbox({ state: 'unknown' }), health)).toEqual(['unchecked'])
    expect(kinds(inbox({ state: 'unknown' }, 'paused'), health)).toEqual(['paused'])
    expect(kinds(inbox({ state: 'unknown' }), health, 0, false)).toEqual(['fine'])
  })
  it('is everything that is wrong, the most pressing first', () => {
    const bad = {
      ...health,
      waitingThere: { count: 1, oldestAt: ago(20) },
      waitingHere: { count: 1, oldestAt: ago(6) },
      silentSince: ago(300),
      access: { renewedAt: ago(1), endsAt: ago(-60), words: { en: '', ja: '' } },
    }
    const warnings = ['lagging', 'silent', 'expiring', 'gaps']
    expect(kinds(inbox({ state: 'failing', warnings }), bad, 2)).toEqual([
      'failing',
      'backlog',
      'lagging',
      'silent',
      'expiring',
      'gaps',
      'quarantine',
    ])
    const ended = { ...health, access: { ...bad.access, endsAt: ago(1) } }
    expect(kinds(inbox({ warnings: ['expiring'] }), ended)).toEqual(['ended'])
  })
  it('is no trouble of the connection where somebody wants none', () => {
    expect(kinds(inbox({ state: 'failing' }, 'paused'), health)).toEqual(['paused'])
    expect(kinds(inbox({}, 'archived'), health, 3)).toEqual(['archived'])
  })
})
