import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildWorld, type Conversation, type World } from './index.ts'

const now = new Date('2026-11-20T06:30:00Z')

function digest(world: World): string {
  const hash = createHash('sha256')
  for (const list of [world.customers, world.conversations]) {
    for (const item of list) hash.update(JSON.stringify(item))
  }
  return hash.digest('hex')
}

describe('a small world', () => {
  const small = (seed: number) => buildWorld({ seed, now, customers: 200, conversations: 500 })

  test('is the same for the same seed, and another for another', () => {
    expect(digest(small(1))).toBe(digest(small(1)))
    expect(digest(small(1))).not.toBe(digest(small(2)))
  })

  test('gives the same conversation whether walked or asked for', () => {
    const world = small(3)
    expect(world.conversations.at(137)).toEqual([...world.conversations][137])
    expect(() => world.conversations.at(500)).toThrow(RangeError)
  })

  test('can be tiny', () => {
    const world = buildWorld({ seed: 4, now, customers: 12, conversations: 30 })
    expect([...world.conversations]).toHaveLength(30)
  })

  test('ends at whatever now is given, leap days and summer time included', () => {
    const leap = new Date('2028-02-29T23:59:00Z')
    const world = buildWorld({ seed: 5, now: leap, customers: 100, conversations: 200 })
    for (const { messages } of world.conversations) {
      expect(messages.every(({ at }) => at.getTime() < leap.getTime())).toBe(true)
    }
  })
})

describe('the whole world', () => {
  const world = buildWorld({ seed: 7, now })
  const all: Conversation[] = []
  const count = (test: (conversation: Conversation) => boolean) => all.filter(test).length

  beforeAll(() => {
    all.push(...world.conversations)
  })

  test('has the promised numbers', () => {
    expect(all).toHaveLength(12_000)
    expect(world.customers).toHaveLength(3000)
    expect(world.agents).toHaveLength(12)
    expect(world.agents.filter(({ role }) => role === 'owner')).toHaveLength(1)
    expect(count(({ status }) => status === 'open')).toBe(72)
    expect(count(({ status }) => status === 'pending')).toBe(30)
    expect(count(({ status }) => status === 'snoozed')).toBe(14)
  })

  test('names only what it has', () => {
    const keys = (list: readonly { key: string }[]) => new Set(list.map(({ key }) => key))
    const [customers, agents, inboxes] = [keys(world.customers), keys(world.agents), keys(world.inboxes)]
    const tags = new Set(world.tags.map(({ name }) => name))
    expect(customers.size).toBe(3000)
    expect(count(({ customer }) => !customers.has(customer))).toBe(0)
    expect(count(({ inbox }) => !inboxes.has(inbox))).toBe(0)
    expect(count(({ assignee }) => assignee !== undefined && !agents.has(assignee))).toBe(0)
    expect([...new Set(all.flatMap((one) => one.tags))].filter((tag) => !tags.has(tag))).toEqual([])
  })

  test('gives every address to one customer only', () => {
    const addresses = world.customers.flatMap(({ email }) => email ?? [])
    expect(new Set(addresses).size).toBe(addresses.length)
    expect(addresses.length).toBeGreaterThan(2700)
  })

  test('keeps the order of time within each conversation, within the year', () => {
    const start = now.getTime() - 365 * 86_400_000
    const wrong = all.filter(({ messages, changes, openedAt, resolvedAt, reopenedAt }) => {
      const times = messages.map(({ at }) => at.getTime())
      const last = times.at(-1) ?? 0
      return !(
        times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0)) &&
        times[0] === openedAt.getTime() &&
        openedAt.getTime() >= start &&
        Math.max(last, ...changes.map(({ at }) => at.getTime())) <= now.getTime() &&
        (!resolvedAt || (resolvedAt.getTime() >= last && resolvedAt <= now)) &&
        (!reopenedAt || times.includes(reopenedAt.getTime()))
      )
    })
    expect(wrong.map(({ key }) => key)).toEqual([])
  })

  test('tells a status that fits the thread', () => {
    const lastOf = { open: 'inbound', pending: 'outbound' } as const
    const wrong = all.filter(({ status, messages, resolvedAt, snoozedUntil }) => {
      const last = messages.findLast(({ kind }) => kind !== 'note')?.kind
      return !(
        (resolvedAt !== undefined) === (status === 'resolved') &&
        (snoozedUntil !== undefined && snoozedUntil > now) === (status === 'snoozed') &&
        (status === 'resolved' || status === 'snoozed' || last === lastOf[status])
      )
    })
    expect(wrong.map(({ key }) => key)).toEqual([])
    const month = now.getTime() - 30 * 86_400_000
    expect(
      count(({ status, openedAt }) => status !== 'resolved' && openedAt.getTime() > month),
    ).toBeGreaterThan(95)
  })

  test('has a backlog that swings and does not grow', () => {
    const day = 86_400_000
    const backlogAt = (moment: number) =>
      count(
        ({ openedAt, resolvedAt, reopenedAt, changes }) =>
          openedAt.getTime() <= moment &&
          (changes.findLast(({ kind, at }) => kind === 'status' && at.getTime() <= moment)?.to ??
            (resolvedAt && resolvedAt.getTime() <= moment && !reopenedAt ? 'resolved' : 'open')) !==
            'resolved',
      )
    const evenings = [60, 30, 21, 14, 10, 7, 5, 3, 1, 0].map((ago) => backlogAt(now.getTime() - ago * day))
    expect(Math.min(...evenings)).toBeGreaterThan(30)
    expect(Math.max(...evenings)).toBeLessThan(140)
  })

  test('leaves no mark-up in a text, and no text empty', () => {
    const texts = all.flatMap(({ subject, messages }) => [subject, ...messages.map(({ text }) => text)])
    expect(texts.filter((text) => /[{}[\]|]| \/\/ |undefined|NaN|(^|\n)<[?!+\w]/.test(text))).toEqual([])
    expect(count(({ messages }) => messages.some(({ text }) => text.trim() === ''))).toBe(0)
    expect(count(({ inbox, subject }) => inbox.endsWith('chat') !== (subject === ''))).toBe(0)
  })

  test('does not repeat itself much', () => {
    expect(new Set(all.map(({ messages }) => messages[0]?.text)).size).toBeGreaterThan(9500)
    const neighbours = all.filter(({ messages }, index) => {
      return all.slice(index + 1, index + 10).some((next) => next.messages[0]?.text === messages[0]?.text)
    })
    expect(neighbours.length).toBeLessThan(60)
  })

  test('lets every agent work, and each at the own desk', () => {
    const answers = all.flatMap(({ team, messages }) =>
      messages.flatMap(({ agent, kind }) => (kind === 'outbound' && agent ? [{ agent, team }] : [])),
    )
    for (const { key, teams } of world.agents) {
      const mine = answers.filter(({ agent }) => agent === key)
      expect([key, mine.length > 100]).toEqual([key, true])
      expect(mine.filter(({ team }) => !team || !teams.includes(team))).toEqual([])
    }
  })

  test('has short and long Japanese texts, and the extremes', () => {
    const lengths = all
      .filter(({ inbox }) => inbox.startsWith('tsumugi'))
      .flatMap(({ messages }) => messages.map(({ text }) => text.length))
      .sort((a, b) => a - b)
    const at = (share: number) => lengths[Math.floor(share * lengths.length)] ?? 0
    expect(at(0.1)).toBeLessThan(20)
    expect(at(0.9)).toBeGreaterThan(150)
    expect(lengths.at(-1)).toBeGreaterThan(3000)
    expect(Math.max(...all.map(({ messages }) => messages.length))).toBeGreaterThanOrEqual(60)
    expect(Math.max(...all.map(({ tags }) => tags.length))).toBeGreaterThanOrEqual(12)
    const long = world.customers.filter(({ name }) => [...name].length >= 40).map(({ key }) => key)
    expect(count(({ customer }) => long.includes(customer))).toBeGreaterThan(0)
    expect(count(({ reopenedAt }) => reopenedAt !== undefined)).toBeGreaterThan(200)
    expect(count(({ messages }) => messages.every(({ kind }) => kind === 'inbound'))).toBeGreaterThan(200)
  })

  test('has quiet nights, busy evenings in the chat, growth and incidents', () => {
    const hours = (inbox: string) => {
      const list = Array.from({ length: 24 }, () => 0)
      for (const one of all.filter((conversation) => conversation.inbox === inbox)) {
        const hour = (one.openedAt.getUTCHours() + 9) % 24
        list[hour] = (list[hour] ?? 0) + 1
      }
      return list
    }
    const chat = hours('tsumugi-chat')
    expect(chat.indexOf(Math.max(...chat))).toBeGreaterThanOrEqual(20)
    expect(chat[3]).toBeLessThan((chat[11] ?? 0) / 5)
    const half = now.getTime() - 182 * 86_400_000
    expect(count(({ openedAt }) => openedAt.getTime() > half)).toBeGreaterThan(6500)
    expect(count(({ kind }) => kind.startsWith('recall.'))).toBeGreaterThan(100)
    expect(count(({ kind }) => kind.startsWith('incident.delay'))).toBeGreaterThan(100)
  })

  test('covers both languages broadly', () => {
    const kinds = (brand: string) =>
      new Set(all.filter(({ inbox }) => inbox.startsWith(brand)).map(({ kind }) => kind))
    expect(kinds('tsumugi').size).toBeGreaterThanOrEqual(80)
    expect(kinds('tarn').size).toBeGreaterThanOrEqual(55)
  })
})
