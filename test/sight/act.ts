import fc from 'fast-check'
import { receive } from '../factories/index.ts'
import type { TestApp } from '../harness/app.ts'
import { letterFrom, unreadable } from './arrivals.ts'
import { mark } from './rule.ts'
import type { Person, World } from './world.ts'

const which = fc.nat(1000)

/** Something that happens in a corner; numbers choose among what there is. */
export const act = fc.oneof(
  { weight: 2, arbitrary: fc.record({ writes: which, to: which }) },
  { weight: 2, arbitrary: fc.record({ bears: which, to: which, from: which }) },
  { weight: 1, arbitrary: fc.record({ joinsWith: which, decline: fc.boolean(), by: which }) },
  { weight: 2, arbitrary: fc.record({ visits: which, says: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ comes: which, blocked: fc.boolean(), by: which }) },
  {
    weight: 1,
    arbitrary: fc.record({ tends: which, does: fc.constantFrom('dismiss', 'restore', 'retry'), by: which }),
  },
  { weight: 1, arbitrary: fc.record({ never: fc.boolean(), one: which, other: which, by: which }) },
  { weight: 2, arbitrary: fc.record({ answers: which, by: which, later: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ notes: which, mentions: which, by: which }) },
  { weight: 1, arbitrary: fc.record({ posts: which, by: which }) },
  { weight: 1, arbitrary: fc.record({ asks: which, by: which }) },
  { weight: 1, arbitrary: fc.record({ tasks: which, to: which, by: which }) },
  { weight: 1, arbitrary: fc.record({ complains: which, by: which }) },
  { weight: 1, arbitrary: fc.record({ harasses: which, by: which }) },
  { weight: 1, arbitrary: fc.record({ assigns: which, to: which, follows: fc.boolean(), by: which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      status: fc.constantFrom('open', 'pending', 'snoozed', 'resolved'),
      of: which,
      by: which,
    }),
  },
  { weight: 5, arbitrary: fc.record({ merges: which, into: which, by: which }) },
  { weight: 5, arbitrary: fc.record({ undoes: which, by: which }) },
  { weight: 1, arbitrary: fc.record({ splits: which, by: which }) },
  { weight: 1, arbitrary: fc.record({ joins: which, customer: which, by: which }) },
  { weight: 1, arbitrary: fc.record({ parts: which, by: which }) },
  { weight: 1, arbitrary: fc.record({ begins: which, by: which, with: which }) },
  { weight: 1, arbitrary: fc.record({ drafts: which, by: which }) },
  { weight: 1, arbitrary: fc.record({ views: which }) },
  { weight: 2, arbitrary: fc.record({ moves: which, teams: fc.subarray([0, 1, 2]) }) },
  { weight: 1, arbitrary: fc.record({ links: which, teams: fc.subarray([0, 1, 2]) }) },
)
export type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(all.length, 1)]

type Caller = Pick<Person, 'call'>

/** What somebody was told when they did something, or were refused it. */
export interface Told {
  who: Caller
  where: string
  text: string
}

/** What doing something needs. */
interface Doing {
  app: TestApp
  world: World
  owner: TestApp['owner']
  talk(n: number): Promise<string | undefined>
  at(n: number): Promise<string>
  someone(n: number): Person
  /** The owner, who may do everything, or just as often somebody else. */
  anyone(n: number): Caller
  say(who: Caller, method: string, path: string, body: unknown): Promise<void>
}

const note = async ({ owner, anyone, world, at, say }: Doing, one: Extract<Act, { notes: number }>) => {
  const word = mark()
  const mentions = world.people.filter((_, n) => (one.mentions >> n) % 2 === 1).map(({ id }) => id)
  const who = anyone(one.by)
  // Files belong to whoever uploads them, and not everybody may.
  const file =
    who === owner &&
    (await owner.ok<{ id: string }>('POST', `/api/uploads?name=${word}.txt`, Buffer.from(word)))
  const words = { text: mark(), mentions, attachmentIds: file ? [file.id] : [] }
  await say(who, 'POST', `${await at(one.notes)}/notes`, words)
}

const answer = async ({ at, say, someone }: Doing, one: Extract<Act, { answers: number }>) => {
  const later = one.later ? { sendAt: '2099-01-01T00:00:00.000Z' } : {}
  const text = `${one.by % 3 === 0 ? '要承認' : ''} ${mark()}`
  const confirmed = ['no-honorific', 'wrong-name', 'other-order', 'other-address', 'no-attachment']
  const reply = { text, anyway: true, confirmed, ...later }
  await say(someone(one.by), 'POST', `${await at(one.answers)}/replies`, reply)
}

/** What comes from outside; false where it is something else. */
const come = async (doing: Doing, one: Act): Promise<boolean> => {
  const { app, world, talk, anyone, say } = doing
  if ('writes' in one) {
    const from = pick(world.addresses, one.writes) as string
    const letter = { text: `${mark()} です`, subject: mark() }
    await receive(app.db, from, pick(world.mails, one.to)?.id as string, letter)
  } else if ('bears' in one) {
    // Whoever bears a number of ours that is not theirs is suggested where it leads.
    const [from, to] = [pick(world.addresses, one.from), pick(world.mails, one.to)?.id]
    const threadKeys = [`reference:${await world.numberOf(await talk(one.bears))}`]
    await receive(app.db, from as string, to as string, { text: mark(), subject: mark(), threadKeys })
  } else if ('visits' in one) {
    const visitor = pick(world.visitors, one.visits)
    if (one.says) await visitor?.writes({ name: mark() })
    else visitor?.types()
  } else if ('comes' in one) {
    const { token } = pick(world.mails, one.comes) as { token: string }
    const value = `${mark()}@blocked.example`
    if (one.blocked) {
      await say(anyone(one.by), 'POST', '/api/blocked-senders', { value })
      await letterFrom(app, token, value)
    } else await unreadable(app, token)
  } else return false
  return true
}

/** What happens within conversations; false where it is something else. */
const work = async (doing: Doing, one: Act): Promise<boolean> => {
  const { world, at, say, someone, anyone } = doing
  if ('answers' in one) await answer(doing, one)
  else if ('notes' in one) await note(doing, one)
  else if ('posts' in one) {
    const about = { conversationIds: [await doing.talk(one.posts)], teamIds: null, mustRead: false }
    const words = { kind: 'handover', title: '', body: mark(), expiresAt: null }
    await say(anyone(one.by), 'POST', '/api/posts', { ...words, ...about })
  } else if ('asks' in one) {
    const people = [{ name: '', address: `${mark()}@maker.example` }]
    const words = { kind: 'side', partnerId: null, typeId: null, people, dueAt: null }
    await say(anyone(one.by), 'POST', `${await at(one.asks)}/asides`, {
      ...words,
      subject: mark(),
      text: mark(),
    })
  } else if ('tasks' in one) {
    const task = { title: mark(), assigneeId: someone(one.to).id, dueAt: null }
    await say(anyone(one.by), 'POST', `${await at(one.tasks)}/tasks`, task)
  } else if ('complains' in one) {
    const complaint = { severity: 'serious', summary: mark() }
    await say(anyone(one.by), 'POST', `${await at(one.complains)}/complaints`, complaint)
  } else if ('harasses' in one) {
    const report = { kinds: ['abuse'], summary: mark() }
    await say(anyone(one.by), 'POST', `${await at(one.harasses)}/harassments`, report)
  } else if ('assigns' in one) {
    const { id } = someone(one.to)
    const who = anyone(one.by)
    await say(who, 'PUT', `${await at(one.assigns)}/assignee`, { assigneeId: id })
    const follow = { following: true, agentId: id }
    if (one.follows) await say(who, 'PUT', `${await at(one.assigns)}/following`, follow)
  } else if ('status' in one) {
    const snoozedUntil = '2099-01-01T00:00:00.000Z'
    await say(anyone(one.by), 'PUT', `${await at(one.of)}/status`, { status: one.status, snoozedUntil })
  } else if ('begins' in one) {
    const inboxId = pick(world.inboxes, one.begins)
    const letter = { inboxId, to: [pick(world.addresses, one.with)], subject: mark(), text: mark() }
    await say(someone(one.by), 'POST', '/api/conversations', letter)
  } else if ('drafts' in one) {
    const nobody = { to: null, cc: [], bcc: [] }
    const draft = { ...nobody, mode: 'reply', text: mark(), html: null, attachmentIds: [], aside: null }
    await say(someone(one.by), 'PUT', `${await at(one.drafts)}/draft`, draft)
  } else return false
  return true
}

/** What is decided about customers who may be one, and about what became no message; false where it is something else. */
const tend = async ({ world, anyone, say }: Doing, one: Act): Promise<boolean> => {
  if ('never' in one) {
    const people = await world.customers()
    const path = `/api/customers/${pick(people, one.one)}/merge-pairs/${pick(people, one.other)}`
    await say(anyone(one.by), 'PUT', path, { never: one.never })
  } else if ('tends' in one)
    await say(
      anyone(one.by),
      'POST',
      `/api/quarantine/${pick(await world.arrivals(), one.tends)}/${one.does}`,
      {},
    )
  else return false
  return true
}

/** What changes where things stand, or who sees them. */
const move = async ({ world, owner, talk, at, say, someone, anyone }: Doing, one: Act): Promise<void> => {
  const teams = (numbers: readonly number[]) => numbers.map((n) => world.teams[n] as string)
  if ('merges' in one) {
    const intoId = await talk(one.into)
    await say(anyone(one.by), 'POST', `${await at(one.merges)}/merge`, { intoId, differentCustomers: true })
  } else if ('undoes' in one) {
    const link = pick(await world.links(), one.undoes)
    if (link) await say(anyone(one.by), 'POST', `/api/conversation-links/${link}/undo`, {})
  } else if ('joinsWith' in one) {
    const pair = pick(await world.suggestions(), one.joinsWith)
    const [path, body] = one.decline ? ['decline', {}] : ['join', { differentCustomers: true }]
    if (pair)
      await say(
        anyone(one.by),
        'POST',
        `/api/conversations/${pair.from}/suggestions/${pair.target}/${path}`,
        body,
      )
  } else if ('splits' in one) {
    const messageId = pick(await world.messages(), one.splits)
    for (const id of await world.conversations())
      await say(anyone(one.by), 'POST', `/api/conversations/${id}/split`, { messageIds: [messageId] })
  } else if ('joins' in one) {
    const people = await world.customers()
    const mergedId = pick(people, one.customer)
    await say(anyone(one.by), 'POST', `/api/customers/${pick(people, one.joins)}/merges`, { mergedId })
  } else if ('parts' in one) {
    const merge = pick(await world.merges(), one.parts)
    if (merge) await say(anyone(one.by), 'POST', `/api/customer-merges/${merge}/undo`, {})
  } else if ('views' in one) {
    const inboxId = pick(world.inboxes, one.views)
    const customerId = pick(await world.customers(), one.views)
    const filter = one.views % 2 === 0 ? { inboxId } : { customerId }
    await say(owner, 'POST', '/api/views', { name: `view ${one.views}`, shared: true, filter })
  } else if ('moves' in one)
    await say(owner, 'PATCH', `/api/agents/${someone(one.moves).id}`, { teamIds: teams(one.teams) })
  else if ('links' in one)
    await say(owner, 'PATCH', `/api/inboxes/${pick(world.inboxes, one.links)}`, { teamIds: teams(one.teams) })
}

/**
 * Does it, and gives what whoever did it was told. What the product refuses does not happen; that it fails altogether is an
 * error.
 */
export const perform = async (app: TestApp, world: World, one: Act): Promise<Told[]> => {
  const all: Told[] = []
  const talk = async (n: number) => pick(await world.conversations(), n)
  const someone = (n: number) => pick(world.people, n) as Person
  const doing: Doing = {
    app,
    world,
    owner: app.owner,
    talk,
    at: async (n) => `/api/conversations/${await talk(n)}`,
    someone,
    anyone: (n) => (n % 2 === 0 ? app.owner : someone(Math.floor(n / 2))),
    async say(who, method, path, body) {
      const { status, body: told } = await who.call(method, path, body)
      const text = JSON.stringify(told)
      if (status >= 500) throw new Error(`${method} ${path} answered ${status}: ${text}`)
      all.push({ who, where: `${method} ${path}, answered ${status}`, text })
    },
  }
  if (!((await come(doing, one)) || (await work(doing, one)) || (await tend(doing, one))))
    await move(doing, one)
  return all
}
