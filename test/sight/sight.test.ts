import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { LOCK_SPACES, sql } from '../../server/kernel/db/index.ts'
import { FIRST_ID } from '../../server/kernel/ids.ts'
import { createRooms } from '../../server/start/rooms.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { act, perform, type Act } from './act.ts'
import { lookAround, placesIn } from './look.ts'
import { allowedTo, knownIn, leaksIn, marksIn, type Allowed } from './rule.ts'
import { readStanding, type Standing } from './standing.ts'
import { watchedBy, type Watched } from './screens.ts'
import { searched, tended, whole } from './whole.ts'
import { makeWorld, type Person, type World } from './world.ts'

const RUNS = 6
const ROLES = ['agent', 'agent', 'bot', 'readonly', 'lead'] as const

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
      tended(answers, who, world, allowed, standing.blocked)
      if (who.role !== 'lead') whole(answers, who, allowed)
    },
  }
}

const suggest = createRooms({} as never)
  .flatMap(({ jobs = [] }) => jobs)
  .find(({ name }) => name === 'customers.suggest-merges')

/** Once everything has left that leaves at once, and who may be one person is found. */
const rested = async (world: World): Promise<Standing> => {
  await expect
    .poll(
      () =>
        app.db.many(sql`
          select d.message_id from deliveries d
          join messages m on m.workspace_id = ${app.workspaceId} and m.id = d.message_id
          where d.workspace_id = ${app.workspaceId} and d.state in ('waiting', 'sending') and m.receipt <> 'scheduled'
            and m.inbox_id = ${world.inboxes.at(-1) ?? null}::uuid`),
      { timeout: 30_000 },
    )
    .toEqual([])
  const ids = await world.customers()
  await suggest?.run({ customerIds: ids } as never, { db: app.db } as never)
  return readStanding(app.db)
}

/** What windows of visitors show that is none of theirs, and what they lack. */
const astray = async (world: World, standing: Standing): Promise<Leak[]> => {
  const all = await Promise.all(world.visitors.map((visitor) => visitor.astray(standing)))
  return all.flatMap(({ leaks, lacks }, n) =>
    [...leaks.map((word) => `shown ${word}`), ...lacks.map((word) => `not shown ${word}`)].map(
      (what) => `visitor ${n}: ${what}`,
    ),
  )
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
          return { who, word, text: JSON.stringify(body) }
        }),
      ),
    )
    // What came from outside is taken in meanwhile.
    const then = await readStanding(app.db)
    return [
      ...leaks,
      ...found.flatMap(({ who, word, text }) => {
        const here = leaksIn(text, knownIn(then), allowedTo(who, standing), allowedTo(who, then))
        return leakOf(who, `searching for ${word} at once`, here)
      }),
    ]
  })

const team = fc.subarray([0, 1, 2])
const sights = fc.record({
  people: fc.tuple(...ROLES.map((role) => fc.record({ role: fc.constant(role), teams: team }))),
  inboxes: fc.tuple(team, team, fc.constant<number[]>([])),
  chat: team,
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
        expect({ one, leaks: await astray(world, standing) }).toEqual({ one, leaks: [] })
        before = standing
      }
      for (const screen of watch.screens) screen.close()
      for (const { id } of world.hooks) await app.owner.ok('DELETE', `/api/webhooks/${id}`)
      const standing = await rested(world)
      expect(await astray(world, standing)).toEqual([])
      for (const who of world.people) {
        const { leaks, check } = await lookFor(world, who, standing)
        expect(leaks).toEqual([])
        check()
      }
      for (const visitor of world.visitors) visitor.close()
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
}, 300_000)

it('is noticed everywhere, where somebody is answered as if they saw everything', async () => {
  const world = await makeWorld(app, {
    people: [{ role: 'agent', teams: [0] }],
    inboxes: [[0], [1]],
    chat: [1],
  })
  const [agent] = world.people as [Person]
  const conversationId = (await world.conversations()).at(-1)
  await app.owner.ok('POST', `/api/conversations/${conversationId}/notes`, {
    text: '内密',
    mentions: [agent.id],
  })
  const standing = await rested(world)
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
    '/api/blocked-senders',
    '/api/customer-merge-suggestions',
    '/api/inboxes',
    '/api/inboxes/{inboxId}/ignored',
    '/api/inboxes/{inboxId}/quarantine',
    '/api/quarantine/{arrivalId}/source',
    '/api/quarantine/{arrivalId}/text',
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
