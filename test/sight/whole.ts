import { expect } from 'vitest'
import type { lookAround } from './look.ts'
import { marksIn, type Allowed } from './rule.ts'
import type { Standing } from './standing.ts'
import type { Person, World } from './world.ts'

type Answers = Awaited<ReturnType<typeof lookAround>>

const read = <T>(answers: Answers, address: string): T =>
  JSON.parse(answers.find(({ where }) => where.endsWith(`(${address})`))?.text ?? 'null') as T

const counted = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]))

/** Lists and counts hold all that is in sight and nothing else. */
export const whole = (answers: Answers, who: Person, allowed: Allowed): void => {
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort()
  const list = read<{ items: { id: string }[] }>(
    answers,
    '/api/conversations?view=all&sort=newest&status=any&limit=200',
  )
  expect(ids(list.items)).toEqual(ids(allowed.conversations))
  const people = read<{ items: { id: string; conversationCount: number }[] }>(
    answers,
    '/api/customers?limit=200',
  )
  expect(ids(people.items)).toEqual([...allowed.customers].sort())
  for (const { id, conversationCount } of people.items)
    expect(conversationCount).toBe(allowed.conversations.filter(({ customerId }) => customerId === id).length)
  const { counts, mentions } = read<{ counts: { status: string; count: number }[]; mentions: number }>(
    answers,
    '/api/conversation-counts',
  )
  expect(counted(counts.flatMap(({ status, count }) => Array<string>(count).fill(status)))).toEqual(
    counted(allowed.conversations.map(({ status }) => status)),
  )
  expect(mentions).toBe(allowed.messages.filter(({ mentioned }) => mentioned.includes(who.id)).length)
  const page = read<{ items: { messageId: string }[]; waiting: number; failed: number }>(
    answers,
    '/api/unsent?state=all&limit=200',
  )
  const unsent = allowed.messages.filter((one) => one.unsent)
  expect(page.items.map(({ messageId }) => messageId).sort()).toEqual(ids(unsent))
  expect(page.waiting + page.failed).toBe(unsent.length)
}

/** What the search finds by a word that stands in one place alone: something in sight, else nothing. */
export const searched = (answers: Answers, words: readonly string[], allowed: Allowed) => {
  for (const word of words) {
    const hits = read<{ items: unknown[]; customers: unknown[]; next: null }>(
      answers,
      `/api/search?q=${word}`,
    )
    const people = read<{ items: unknown[] }>(answers, `/api/customers?q=${word}`)
    const found = [...hits.items, ...hits.customers, ...people.items, hits.next].filter((one) => one !== null)
    if (!allowed.words.has(word)) expect({ word, found }).toEqual({ word, found: [] })
    else if (allowed.messages.some((one) => one.words.startsWith(word)))
      expect({ word, found: hits.items.length > 0 }).toEqual({ word, found: true })
  }
}

/**
 * What became no message, and who is blocked, is on the lists of those who look after inboxes, and nobody else's; who may be one
 * is suggested to whoever sees both.
 */
export const tended = (
  answers: Answers,
  { role }: Person,
  { inboxes }: World,
  allowed: Allowed,
  blocked: Standing['blocked'],
): void => {
  const idsAt = (address: string) =>
    (read<{ items?: { id: string }[] }>(answers, address).items ?? []).map(({ id }) => id).sort()
  for (const inboxId of inboxes)
    for (const [state, address] of [
      ['quarantined', 'quarantine?limit=200'],
      ['dismissed', 'quarantine?state=dismissed&limit=200'],
      ['ignored', 'ignored?limit=200'],
    ] as const) {
      const there = allowed.arrivals.filter((one) => one.inboxId === inboxId && one.state === state)
      expect(idsAt(`/api/inboxes/${inboxId}/${address}`)).toEqual(there.map(({ id }) => id).sort())
    }
  const list = JSON.stringify(read(answers, '/api/blocked-senders'))
  const words = blocked.flatMap((one) => marksIn(one.words))
  expect(words.filter((word) => list.includes(word))).toEqual(role === 'lead' ? words : [])
  if (role === 'readonly' || role === 'lead') return
  const { items } = read<{ items: { one: { id: string }; other: { id: string } }[] }>(
    answers,
    '/api/customer-merge-suggestions?limit=200',
  )
  const pairs = items.map(({ one, other }) => [one.id, other.id].sort().join(' '))
  expect(pairs.sort()).toEqual(allowed.pairs.map(({ a, b }) => `${a} ${b}`).sort())
}
