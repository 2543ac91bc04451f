import { describe, expect, it } from 'vitest'
import { settings, type FormInbox } from '../settings.ts'
import { difficultyFor } from './fresh-token.ts'
import { codeOf, issueToken, LIFE_MS, readToken } from './token.ts'
import { UsedTokens } from './used-tokens.ts'

const inbox = (more: Partial<FormInbox> = {}): FormInbox => ({
  workspaceId: 1,
  id: 'form-1',
  name: 'Form',
  address: undefined,
  language: 'ja',
  token: 'AbCd',
  settings: settings.parse({}),
  secrets: { signing: 'k'.repeat(40) },
  brand: { name: 'Shop', colour: '#123456' },
  ...more,
})
const NOW = Date.UTC(2026, 10, 22)

describe('a page’s token', () => {
  it('says when it was given and how much work it wants, for a day', () => {
    const token = issueToken(inbox(), 15, NOW)
    const challenge = { nonce: expect.stringMatching(/^[\w-]{22}$/), issuedAt: NOW, bits: 15 }
    expect(readToken(inbox(), token, NOW)).toEqual(challenge)
    expect(readToken(inbox(), token, NOW + LIFE_MS)).toEqual(challenge)
    expect(readToken(inbox(), token, NOW + LIFE_MS + 1)).toBe('expired')
  })

  it('is worth nothing at another form, under another key, from the future, or changed', () => {
    const token = issueToken(inbox(), 15, NOW)
    expect(readToken(inbox({ id: 'form-2' }), token, NOW)).toBe('invalid')
    expect(readToken(inbox({ secrets: { signing: 'z'.repeat(40) } }), token, NOW)).toBe('invalid')
    expect(readToken(inbox(), token, NOW - 2 * 60_000)).toBe('invalid')
    const easier = Buffer.from(JSON.stringify({ n: 'x'.repeat(22), i: NOW, b: 0 })).toString('base64url')
    const others = ['', '.', 'a.b', token.slice(0, -1), `${easier}.${token.split('.')[1]}`, 'x'.repeat(1000)]
    expect(others.map((other) => readToken(inbox(), other, NOW))).toEqual(others.map(() => 'invalid'))
  })

  it('has a code that can be read out', () => {
    expect(codeOf('x')).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
    expect(codeOf('x')).toBe(codeOf('x'))
    expect(codeOf('x')).not.toBe(codeOf('y'))
  })

  it('wants more work of a network that sends a lot, within bounds', () => {
    expect([0, 4, 7, 8, 16, 64, 10_000].map((sent) => difficultyFor(15, sent))).toEqual([
      15, 15, 15, 16, 17, 19, 20,
    ])
    expect(difficultyFor(0, 10_000)).toBe(0)
  })
})

describe('a used token', () => {
  it('takes one content, as often as it is sent', () => {
    const used = new UsedTokens()
    expect(used.claim('n', 'a', NOW)).toBe('first')
    expect(used.claim('n', 'a', NOW)).toBe('repeated')
    expect(used.claim('n', 'b', NOW)).toBe('taken')
    used.release('n')
    expect(used.claim('n', 'b', NOW)).toBe('first')
  })

  it('is remembered while it lives, and never fills the memory', () => {
    const used = new UsedTokens()
    used.claim('first', 'a', NOW)
    used.claim('second', 'a', NOW + LIFE_MS - 1)
    expect(used.claim('first', 'b', NOW + LIFE_MS - 1)).toBe('taken')
    used.claim('third', 'a', NOW + LIFE_MS)
    expect(used.claim('first', 'b', NOW + LIFE_MS)).toBe('first')
    for (let n = 0; n < 60_000; n += 1) used.claim(`many ${n}`, 'a', NOW + LIFE_MS)
    expect(used.claim('many 59999', 'b', NOW + LIFE_MS)).toBe('taken')
    expect(used.claim('many 0', 'b', NOW + LIFE_MS)).toBe('first')
  })
})
