import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { LOCK_SPACES, sql } from '../../server/kernel/db/index.ts'
import { FIRST_ID } from '../../server/kernel/ids.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { act, perform, type Act } from './act.ts'
import { lookAround, placesIn } from './look.ts'
import { allowedTo, knownIn, leaksIn, marksIn, readStanding, type Allowed, type Standing } from './rule.ts'
import { watchedBy, type Watched } from './screens.ts'
import { makeWorld, type Person, type World } from './world.ts'

const RUNS = 6
const ROLES = ['agent', 'agent', 'agent', 'readonly', 'lead'] as const

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  const checks = await app.owner.ok<object>('GET', '/api/send-checks')
  await app.owner.ok('PUT', '/api/send-checks', { ...checks, approvals: [{ words: ['要承認'] }] })
})

/** A leak: who was told what, and where. */
type Leak = string

const leakOf = (who: Person, where: string, leaks: readonly string[]): Leak[] =>
  leaks.length > 0 ? [`${who.role} ${who.id.slice(-4)} by ${where}: ${leaks.join(', ')}`] : []

/** Tells what screens and webhooks were told in a corner, each by what may be seen before and after. */
const watching = async (world: World) => {
  const screens = await Promise.all(world.people.map((who) => watchedBy(app, who)))
  let last = FIRST_ID
  const hooked = async (standing: Standing, before: Standing): Promise<Leak[]> => {
    const rows = await app.db.many<{ id: string; hookId: string; body: string }>(sql`
      select id, webhook_id as "hookId", body from webhook_deliveries
      where workspace_id = ${app.workspaceId} and id > ${last} order by id`)
    last = rows.at(-1)?.id ?? last
    return rows.flatMap(({ hookId, body }) => {
      const hook = world.hooks.find(({ id }) => id === hookId)
      if (!hook) return []
      const [is, was] = [standing, before].map((one) =>
        allowedTo({ id: '', role: 'agent' }, one, hook.inboxIds),
      )
      // Of two between which messages went, each is told the other's id, and nothing else of it.
      const told = body.replaceAll(
        /"(?:new|merged|unmerged)ConversationId":"[^"]+"|"conversation":\{"id":"[^"]+"\}/g,
        '',
      )
      const leaks = leaksIn(told, knownIn(standing), is as Allowed, was as Allowed)
      return leaks.length > 0 ? [`a webhook by ${body.slice(0, 60)}: ${leaks.join(', ')}`] : []
    })
  }
  return {
    screens,
    async told(standing: Standing, before: Standing): Promise<Leak[]> {
      const told = await Promise.all(screens.map((screen) => screen.told()))
      const leaks = world.people.flatMap((who, n) =>
        (told[n] ?? []).flatMap((frame) =>
          leakOf(
            who,
            `a frame ${frame.slice(0, 200)}`,
            leaksIn(frame, knownIn(standing), allowedTo(who, standing), allowedTo(who, before)),
          ),
        ),
      )
      return [...leaks, ...(await hooked(standing, before))]
    },
  }
}

const read = <T>(answers: Awaited<ReturnType<typeof lookAround>>, address: string): T =>
  JSON.parse(answers.find(({ where }) => where.endsWith(`(${address})`))?.text ?? 'null') as T

const counted = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]))

/** Lists and counts hold all that is in sight and nothing else. */
const whole = (answers: Awaited<ReturnType<typeof lookAround>>, who: Person, allowed: Allowed): void => {
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
const searched = (
  answers: Awaited<ReturnType<typeof lookAround>>,
  words: readonly string[],
  allowed: Allowed,
) => {
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

const lookFor = async (
  world: World,
  who: Person,
  standing: Standing,
): Promise<{ leaks: Leak[]; check: () => void }> => {
  const allowed = allowedTo(who, standing)
  const places = placesIn(standing, {
    links: await world.links(),
    merges: await world.merges(),
    inboxes: world.inboxes,
  })
  const mine = standing.messages.filter(({ id }) => places['messageId']?.includes(id))
  const words = [
    ...mine.map(({ words: said }) => marksIn(said)[0]),
    ...standing.customers
      .filter(({ id }) => places['customerId']?.includes(id))
      .flatMap((one) => marksIn(one.words)),
  ].filter((word) => word !== undefined)
  const answers = await lookAround(who, places, words)
  expect(answers.filter(({ status }) => status >= 500 || status === 429)).toEqual([])
  const known = knownIn(standing)
  const leaks = answers
    // What is asked for by its words is said again by nobody but who asks.
    .flatMap(({ where, text }) => leakOf(who, where, leaksIn(text, known, allowed)))
  return {
    leaks,
    check() {
      searched(answers, words, allowed)
      if (who.role !== 'lead') whole(answers, who, allowed)
    },
  }
}

const peepAll = async (screens: readonly Watched[], world: World, shift: number): Promise<void> => {
  const ids = await world.conversations()
  const few = ids.filter((_, n) => (n + shift) % 4 === 0)
  for (const screen of screens) screen.peep(few)
}

/** A word of each of some messages that stand elsewhere than before, and of a file of theirs. */
const wordsMoved = (before: Standing, now: Standing): string[] => {
  const places = new Map(before.messages.map(({ id, conversationId }) => [id, conversationId]))
  const moved = now.messages.filter(({ id, conversationId }) => {
    const place = places.get(id)
    return place !== undefined && place !== conversationId
  })
  return moved.slice(0, 3).flatMap(({ id, words }) => {
    const file = now.files.find(({ messageId }) => messageId === id)
    return [words, file?.words ?? ''].flatMap((text) => marksIn(text).slice(0, 1))
  })
}

/**
 * Does something, and tells what was said of what is out of sight, to whoever did it and to those who search at once: before
 * any listener has heard of it, so that the index still knows where everything stood.
 */
const performWatched = (world: World, one: Act, before: Standing): Promise<Leak[]> =>
  app.db.tx(async (tx) => {
    await tx.run(
      sql`select pg_advisory_xact_lock(${LOCK_SPACES.dispatch}::integer, ${tx.workspaceId}::integer)`,
    )
    const told = await perform(app, world, one)
    const standing = await readStanding(app.db)
    const known = knownIn(standing)
    const leaks = told.flatMap(({ who, where, text }) => {
      const person = world.people.find(({ call }) => call === who.call)
      if (!person) return []
      return leakOf(
        person,
        where,
        leaksIn(text, known, allowedTo(person, standing), allowedTo(person, before)),
      )
    })
    const found = await Promise.all(
      world.people.flatMap((who) =>
        ['QX', '山田', ...wordsMoved(before, standing)].map(async (word) => {
          const { body } = await who.call('GET', `/api/search?q=${word}&limit=200`)
          const leaks = leaksIn(JSON.stringify(body), known, allowedTo(who, standing))
          return leakOf(who, `searching for ${word} at once`, leaks)
        }),
      ),
    )
    return [...leaks, ...found.flat()]
  })

const team = fc.subarray([0, 1, 2])
const sights = fc.record({
  people: fc.tuple(...ROLES.map((role) => fc.record({ role: fc.constant(role), teams: team }))),
  inboxes: fc.tuple(team, team, fc.constant<number[]>([])),
})

it('nobody is told anything of what is out of their sight, and everybody all that is in it', async () => {
  await fc.assert(
    fc.asyncProperty(sights, fc.array(act, { minLength: 12, maxLength: 18 }), async (given, acts) => {
      const world = await makeWorld(app, given)
      await app.settled()
      let before = await readStanding(app.db)
      const watch = await watching(world)
      await watch.told(before, before)
      for (const [n, one] of acts.entries()) {
        await peepAll(watch.screens, world, n)
        expect({ one, leaks: await performWatched(world, one, before) }).toEqual({ one, leaks: [] })
        await app.settled()
        const standing = await readStanding(app.db)
        expect({ one, leaks: await watch.told(standing, before) }).toEqual({ one, leaks: [] })
        before = standing
      }
      for (const screen of watch.screens) screen.close()
      for (const { id } of world.hooks) await app.owner.ok('DELETE', `/api/webhooks/${id}`)
      for (const who of world.people) {
        const { leaks, check } = await lookFor(world, who, before)
        expect(leaks).toEqual([])
        check()
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
}, 300_000)

it('is noticed everywhere, where somebody is answered as if they saw everything', async () => {
  const world = await makeWorld(app, { people: [{ role: 'agent', teams: [0] }], inboxes: [[0], [1]] })
  const [agent] = world.people as [Person]
  const conversationId = (await world.conversations()).at(-1)
  await app.owner.ok('POST', `/api/conversations/${conversationId}/notes`, {
    text: '内密',
    mentions: [agent.id],
  })
  await app.settled()
  const standing = await readStanding(app.db)
  const { leaks, check } = await lookFor(world, { ...agent, call: app.owner.call }, standing)
  const places = new Set(leaks.map((leak) => / by (\S+)/.exec(leak)?.[1]))
  for (const place of [
    '/api/conversations',
    '/api/conversations/{conversationId}',
    '/api/conversations/{conversationId}/messages',
    '/api/conversation-counts',
    '/api/customers',
    '/api/customers.csv',
    '/api/customers/{customerId}/timeline',
    '/api/inboxes',
    '/api/metrics/{metric}',
    '/api/metrics/{metric}/rows',
    '/api/metrics/{metric}/rows.csv',
    '/api/search',
    'search',
  ])
    expect([...places]).toContain(place)
  expect(check).toThrow(/expected/)
  const screen = await watchedBy(app, { key: app.owner.key })
  await perform(app, world, { status: 'pending', of: 1000, by: 0 })
  await perform(app, world, { writes: 0, to: 1 })
  await app.settled()
  const after = await readStanding(app.db)
  const told = (await screen.told()).flatMap((frame) =>
    leaksIn(frame, knownIn(after), allowedTo(agent, after), allowedTo(agent, standing)),
  )
  expect(told).not.toEqual([])
  screen.close()
})
