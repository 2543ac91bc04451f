import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { InboxAccount } from '../channel.ts'
import { readIdentity } from './identity.ts'
import { chatInbox, secrets } from './settings.ts'
import { newSession, signedSession, visitorOf } from './visitor.ts'

const SECRET = 'the shop and we know it'
const NOW = Date.UTC(2026, 10, 20)

const inboxWith = (id: string, given: object = { identity: SECRET }) =>
  chatInbox({
    workspaceId: 1,
    id,
    name: 'Chat',
    address: undefined,
    language: 'ja',
    token: `token-${id}`,
    settings: {},
    secrets: secrets.parse(given),
    brand: { name: 'Shop', colour: '#123456' },
  } satisfies InboxAccount)

const inbox = inboxWith('a')

const jwt = (claims: object, options: { alg?: string; secret?: string; signature?: string } = {}): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: options.alg ?? 'HS256', typ: 'JWT' })}.${part(claims)}`
  const signature = createHmac('sha256', options.secret ?? SECRET)
    .update(text)
    .digest('base64url')
  return `${text}.${options.signature ?? signature}`
}
const seconds = NOW / 1000

describe('an anonymous session', () => {
  it('is new every time and brings back the same visitor', () => {
    const session = newSession(inbox)
    expect(newSession(inbox)).not.toBe(session)
    const visitor = visitorOf(inbox, session)
    expect(visitor).toMatchObject({ user: undefined, emailProven: false })
    expect(visitorOf(inbox, session)).toEqual(visitor)
    expect(visitorOf(inbox, newSession(inbox))?.id).not.toBe(visitor?.id)
  })

  it('can’t be derived from what agents see of the visitor', () => {
    const session = newSession(inbox)
    const visitor = visitorOf(inbox, session)
    const kept = Buffer.from(session.split('.')[0] ?? '', 'base64url').toString('utf8')
    expect(kept).not.toContain(visitor?.id)
  })

  it('holds for its inbox only, and until its secret is replaced', () => {
    const session = newSession(inbox)
    expect(visitorOf(inboxWith('b', inbox.secrets), session)).toBeUndefined()
    expect(visitorOf(inboxWith('a'), session)).toBeUndefined()
    expect(visitorOf(inboxWith('a', inbox.secrets), session)).toBeDefined()
  })

  it.each([
    '',
    '.',
    'x.y',
    'e30.AAAA',
    'x'.repeat(10_000),
    'eyJyIjoiY2hvc2VuLWJ5LXRoZS1icm93c2VyIn0.AAAAAAAAAAAAAAAAAAAAAAAA',
  ])('that we did not make is nobody’s: %j', (session) => {
    expect(visitorOf(inbox, session)).toBeUndefined()
  })

  it('that was changed is nobody’s', () => {
    const session = newSession(inbox)
    for (let at = 0; at < session.length; at += 7) {
      const other = session[at] === 'A' ? 'B' : 'A'
      const changed = session.slice(0, at) + other + session.slice(at + 1)
      expect(visitorOf(inbox, changed)).toBeUndefined()
    }
  })
})

describe('a signed session', () => {
  const who = {
    user: '42',
    name: '花子',
    email: 'h@example.jp',
    emailProven: true,
    attributes: { rank: 'gold' },
  }

  it('is the same visitor on every device, for a day', () => {
    const [a, b] = [signedSession(inbox, who, NOW), signedSession(inbox, { ...who, name: 'H' }, NOW + 5)]
    expect(visitorOf(inbox, a, NOW)).toMatchObject(who)
    expect(visitorOf(inbox, b, NOW)?.id).toBe(visitorOf(inbox, a, NOW)?.id)
    expect(visitorOf(inbox, a, NOW + 23 * 3600_000)).toBeDefined()
    expect(visitorOf(inbox, a, NOW + 25 * 3600_000)).toBeUndefined()
  })
})

describe('a visitor signed by HMAC', () => {
  const hash = createHmac('sha256', SECRET).update('42').digest('hex')

  it('is who the shop says, but their mail address is not proven', () => {
    expect(readIdentity(inbox, { userId: '42', hash, name: '花子', email: 'h@example.jp' })).toEqual({
      user: '42',
      name: '花子',
      email: 'h@example.jp',
      emailProven: false,
      attributes: {},
    })
  })

  it.each(['', 'zz', hash.slice(2), `${hash}00`, hash.replace(/^./, (first) => (first === '0' ? '1' : '0'))])(
    'by a wrong hash is refused: %j',
    (wrong) => {
      expect(() => readIdentity(inbox, { userId: '42', hash: wrong })).toThrow('chat.identity')
    },
  )

  it('is refused for another id, and where the shop has set no secret', () => {
    expect(() => readIdentity(inbox, { userId: '43', hash })).toThrow('chat.identity')
    const without = createHmac('sha256', '').update('42').digest('hex')
    expect(() => readIdentity(inboxWith('c', {}), { userId: '42', hash: without })).toThrow('chat.identity')
  })
})

describe('a visitor signed by a token', () => {
  const claims = { sub: 'u-42', exp: seconds + 300, name: '花子', email: 'h@example.jp' }

  it('is proven with everything that the token says', () => {
    const token = jwt({ ...claims, attributes: { rank: 'gold', orders: 3, member: true } })
    expect(readIdentity(inbox, { token }, NOW)).toEqual({
      user: 'u-42',
      name: '花子',
      email: 'h@example.jp',
      emailProven: true,
      attributes: { rank: 'gold', orders: '3', member: 'true' },
    })
    expect(readIdentity(inbox, { token: jwt({ sub: 7, exp: seconds + 1 }) }, NOW)).toMatchObject({
      user: '7',
      emailProven: false,
    })
  })

  it.each([
    ['without an end', jwt({ sub: 'u-42' })],
    ['that has ended', jwt({ ...claims, exp: seconds - 61 })],
    ['that has not begun', jwt({ ...claims, nbf: seconds + 61 })],
    ['without a subject', jwt({ exp: seconds + 300 })],
    ['with a subject that is too long', jwt({ ...claims, sub: 'x'.repeat(201) })],
    ['of another secret', jwt(claims, { secret: 'somebody else’s secret' })],
    ['without a signature', jwt(claims, { signature: '' })],
    ['that names no algorithm', jwt(claims, { alg: 'none', signature: '' })],
    ['that names another algorithm', jwt(claims, { alg: 'HS512' })],
    ['with too many parts', `${jwt(claims)}.x`],
    ['that is none', 'not-a-token'],
  ])('is refused: %s', (_what, token) => {
    expect(() => readIdentity(inbox, { token }, NOW)).toThrow('chat.identity')
  })

  it('is believed when the clocks differ a little', () => {
    expect(readIdentity(inbox, { token: jwt({ ...claims, exp: seconds - 30 }) }, NOW).user).toBe('u-42')
  })
})
