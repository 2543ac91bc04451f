import { randomInt } from 'node:crypto'
import { sql } from '../../server/kernel/db/index.ts'
import { receive } from '../factories/index.ts'
import { clientFor, type Client, type TestApp } from '../harness/app.ts'
import { letterFrom, unreadable } from './arrivals.ts'
import { mark, type Viewer } from './rule.ts'
import { visitorOf, type Visitor } from './visitors.ts'

/** Somebody who works here, with what they may do. */
export type Person = Client & Viewer

/** A workspace's corner that is one run's own. */
export interface World {
  teams: string[]
  inboxes: string[]
  /** Those of the inboxes that hear mail, and by which they are found. */
  mails: { id: string; token: string }[]
  people: Person[]
  /** Whoever sits in front of the chat window. */
  visitors: Visitor[]
  /** Addresses under which customers write. */
  addresses: string[]
  hooks: { id: string; inboxIds: string[] }[]
  /** What was begun in it, by any means. */
  conversations(): Promise<string[]>
  messages(): Promise<string[]>
  customers(): Promise<string[]>
  /** Pairs that may belong together, or may have. */
  suggestions(): Promise<{ from: string; target: string }[]>
  numberOf(conversationId: string | undefined): Promise<number | undefined>
  links(): Promise<string[]>
  merges(): Promise<string[]>
  /** What became no message. */
  arrivals(): Promise<string[]>
}

const TEAMS = 3

const madeOf = (
  app: TestApp,
  inboxes: string[],
): Pick<
  World,
  'conversations' | 'messages' | 'customers' | 'suggestions' | 'numberOf' | 'links' | 'merges' | 'arrivals'
> => {
  const ids = async (query: Parameters<TestApp['db']['many']>[0]) =>
    (await app.db.many<{ id: string }>(query)).map(({ id }) => id)
  const ws = app.workspaceId
  return {
    conversations: () =>
      ids(
        sql`select id from conversations where workspace_id = ${ws} and inbox_id = any(${inboxes}::uuid[]) order by id`,
      ),
    messages: () =>
      ids(
        sql`select m.id from messages m where m.workspace_id = ${ws} and m.inbox_id = any(${inboxes}::uuid[]) order by m.id`,
      ),
    customers: () =>
      ids(sql`
        select distinct customer_id as id from customer_inboxes
        where workspace_id = ${ws} and inbox_id = any(${inboxes}::uuid[]) order by customer_id`),
    suggestions: () =>
      app.db.many<{ from: string; target: string }>(sql`
        select s.conversation_id as "from", case when t.merged_into is null then t.id else t.merged_into end as target
        from thread_suggestions s
        join conversations c on c.workspace_id = ${ws} and c.id = s.conversation_id
        join conversations t on t.workspace_id = ${ws} and t.id = s.target_id
        where s.workspace_id = ${ws} and c.inbox_id = any(${inboxes}::uuid[]) order by s.conversation_id, s.target_id`),
    numberOf: async (id) =>
      (
        await app.db.maybe<{ number: number }>(
          sql`select number from conversations where workspace_id = ${ws} and id = ${id ?? null}::uuid`,
        )
      )?.number,
    links: () =>
      ids(sql`
        select l.id from conversation_links l join conversations c on c.workspace_id = ${ws} and c.id = l.from_id
        where l.workspace_id = ${ws} and c.inbox_id = any(${inboxes}::uuid[]) and l.undone_at is null order by l.id`),
    merges: () =>
      ids(sql`
        select id from customer_merges where workspace_id = ${ws} and undone_at is null and survivor_id in (
          select customer_id from customer_inboxes where workspace_id = ${ws} and inbox_id = any(${inboxes}::uuid[])) order by id`),
    arrivals: () =>
      ids(sql`
        select id from arrivals
        where workspace_id = ${ws} and inbox_id = any(${inboxes}::uuid[]) and state in ('quarantined', 'dismissed', 'ignored')
        order by id`),
  }
}

let worlds = 0

/** Who sees what in a new corner: by person the teams, by mail inbox the teams, and those of the chat. */
export interface Sights {
  people: { role: Viewer['role']; teams: number[] }[]
  inboxes: number[][]
  chat: number[]
}

/** Somebody who works here, or a program that does. */
const engage = async (app: TestApp, role: Viewer['role'], teamIds: string[]): Promise<Person> => {
  if (role !== 'bot') return { ...(await app.person(role, teamIds)), role }
  const { id } = await app.owner.ok<{ id: string }>('POST', '/api/bots', { name: 'bot', teamIds })
  const made = await app.owner.ok<{ key: string }>('POST', '/api/api-keys', { name: 'bot', agentId: id })
  return { ...clientFor(app.url, made.key), id, role }
}

/** Makes a corner: teams, inboxes, people, webhooks, and a customer or two in each inbox. */
export const makeWorld = async (app: TestApp, sights: Sights): Promise<World> => {
  const run = (worlds += 1)
  const teams: string[] = []
  for (let n = 0; n < TEAMS; n += 1) teams.push(await app.team(`team ${run}.${n}`))
  const of = (numbers: readonly number[]) => numbers.map((n) => teams[n] as string)
  const mails: World['mails'] = []
  for (const [n, linked] of sights.inboxes.entries()) {
    const settings = { address: `w${run}.${n}@shop.example` }
    mails.push(await app.inbox('email', { name: `inbox ${mark()}`, teamIds: of(linked), settings }))
  }
  const chat = await app.inbox('chat', { name: `chat ${mark()}`, teamIds: of(sights.chat) })
  const inboxes = [...mails, chat].map(({ id }) => id)
  const people: Person[] = []
  for (const { role, teams: mine } of sights.people) people.push(await engage(app, role, of(mine)))
  const addresses = Array.from({ length: 4 }, () => `${mark()}@customer.example`)
  const visitors = [await visitorOf(app, chat.token), await visitorOf(app, chat.token)]
  const hooks = await Promise.all(inboxes.map((inboxId) => hookOf(app, inboxId)))
  const world = { teams, inboxes, mails, people, visitors, addresses, hooks, ...madeOf(app, inboxes) }
  await fill(app, world)
  return world
}

/** A webhook that is told of everything in one inbox. */
const hookOf = async (app: TestApp, inboxId: string): Promise<World['hooks'][number]> => {
  const events = await app.owner.ok<{ name: string }[]>('GET', '/api/webhook-events')
  const { webhook } = await app.owner.ok<{ webhook: { id: string } }>('POST', '/api/webhooks', {
    url: 'http://127.0.0.1:9/',
    description: '',
    events: events.map(({ name }) => name),
    inboxIds: [inboxId],
  })
  return { id: webhook.id, inboxIds: [inboxId] }
}

/** What is written to a new corner, and what is known of those who wrote. */
const fill = async (app: TestApp, world: World): Promise<void> => {
  const { addresses, mails, visitors } = world
  const mail = (n: number): string => mails[n % mails.length]?.id as string
  for (const [n, address] of addresses.entries())
    for (const inboxId of [mail(n), mail(n * 2 + 1)])
      await receive(app.db, address, inboxId, {
        text: `${mark()} 注文番号 QX-${randomInt(10_000_000, 99_999_999)}`,
        subject: mark(),
        html: `<p>${mark()}</p>`,
        messageKey: `mid:${mark()}`,
      })
  // Each conversation is named by a stranger, or by way of another inbox: what the two have to do is suggested.
  for (const [n, id] of (await world.conversations()).entries())
    await receive(app.db, addresses[(n + 1) % addresses.length] as string, mail(n), {
      text: mark(),
      subject: mark(),
      threadKeys: [`reference:${await world.numberOf(id)}`],
    })
  // Visitors say that they are who wrote by mail: the two may be one.
  for (const [n, visitor] of visitors.entries())
    await visitor.writes({ name: mark(), email: addresses[n] as string })
  for (const { token } of mails) {
    await unreadable(app, token)
    const blocked = `${mark()}@blocked.example`
    await app.owner.ok('POST', '/api/blocked-senders', { value: blocked })
    await letterFrom(app, token, blocked)
  }
  await app.settled()
  for (const id of await world.customers()) {
    await app.owner.ok('PATCH', `/api/customers/${id}`, { name: `山田 ${mark()}`, kana: mark() })
    await app.owner.ok('POST', `/api/customers/${id}/notes`, { text: mark() })
  }
}
