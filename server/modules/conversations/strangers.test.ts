import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { addAgent, addInbox, incoming } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { conversationRows, keepThreadKey, receiveMessages, type Incoming } from './index.ts'
import { sendReply } from './send-reply.ts'

const PEOPLE = 5
const RUNS = 20

let test: TestDatabase
let agent: Caller & { id: string }
let runs = 0
beforeAll(async () => {
  test = await testDatabase()
  agent = await addAgent(test.db)
})

const person = fc.nat(PEOPLE - 1)
const some = fc.array(person, { maxLength: 2 })
/** Which signal, and of which conversation: whoever sends it may have got it from anywhere. */
const signal = fc.record({
  by: fc.constantFrom('own', 'token', 'reference', 'foreign' as const),
  which: fc.nat(50),
})
const mail = fc.record({ from: person, cc: some, signals: fc.array(signal, { maxLength: 2 }) })
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ mails: fc.array(mail, { minLength: 1, maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ answers: fc.nat(50), to: fc.option(person), cc: some, bcc: some }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** What the test itself knows of a conversation. */
interface Known {
  id: string
  number: number
  customer: number
  /** Who may join, by the rule. */
  named: Set<number>
  own: string[]
  foreign: string[]
}

const roles = (role: 'to' | 'cc', values: string[]) =>
  values.map((value) => ({ role, kind: 'email', value, name: null }))

/** Plays steps in an inbox of its own and compares each place with the rule. */
const play = async (steps: readonly Step[]): Promise<void> => {
  const run = (runs += 1)
  const inboxId = await addInbox(test.db)
  const conversations: Known[] = []
  const address = (n: number, loud = false) =>
    loud ? `P${n}.R${run}@EXAMPLE.jp` : `p${n}.r${run}@example.jp`

  const keysOf = ({ by, which }: { by: string; which: number }): string[] => {
    const known = conversations[which % Math.max(1, conversations.length)]
    if (!known) return []
    if (by === 'token') return [`conversation:${known.id}`]
    if (by === 'reference') return [`reference:${known.number}`]
    return (by === 'own' ? known.own : known.foreign).slice(0, 1)
  }
  const leads = (key: string) =>
    conversations.find((known) =>
      key === `conversation:${known.id}`
        ? known.own.length > 0
        : key === `reference:${known.number}` || known.own.includes(key) || known.foreign.includes(key),
    )
  const belongs = (known: Known, from: number) => known.customer === from || known.named.has(from)

  const take = async (mails: Extract<Step, { mails: unknown }>['mails']) => {
    const batch: Incoming[] = []
    const wanted: { from: number; cc: number[]; keys: string[] }[] = []
    for (const { from, cc, signals } of mails) {
      const keys = signals.flatMap(keysOf)
      wanted.push({ from, cc, keys })
      batch.push(
        await incoming(test.db, address(from), inboxId, {
          threadKeys: keys,
          recipients: [
            { role: 'from', kind: 'email', value: address(from), name: null },
            ...roles(
              'cc',
              cc.map((n) => address(n, true)),
            ),
          ],
        }),
      )
    }
    const places = await test.db.tx((tx) => receiveMessages(tx, batch))
    for (const [index, { from, cc, keys }] of wanted.entries()) {
      const place = places[index]?.conversationId as string
      const expected = keys.map(leads).find((known) => known && belongs(known, from))
      if (expected) expect(place).toBe(expected.id)
      else expect(conversations.map(({ id }) => id)).not.toContain(place)
      const [row] = await conversationRows(test.db, [place])
      const home: Known = expected ?? {
        id: place,
        number: row?.number ?? 0,
        customer: from,
        named: new Set(),
        own: [],
        foreign: [],
      }
      if (!expected) conversations.push(home)
      if (home.customer === from) for (const one of cc) home.named.add(one)
      home.foreign.push(batch[index]?.messageKey as string)
    }
  }

  const write = async ({ answers, to, cc, bcc }: Extract<Step, { answers: number }>) => {
    const home = conversations[answers % Math.max(1, conversations.length)]
    if (!home) return
    const { id, recipients } = await test.db.tx((tx) =>
      sendReply(tx, agent, {
        conversationId: home.id,
        text: 'ご案内です。',
        ...(to === null ? {} : { to: [address(to, true)] }),
        cc: cc.map((n) => address(n, true)),
        bcc: bcc.map((n) => address(n, true)),
        attachmentIds: [],
        anyway: true,
      }),
    )
    const key = `m.${id}@shop.example`
    for (const one of [key, `conversation:${home.id}`])
      await test.db.tx((tx) =>
        keepThreadKey(tx, { inboxId, key: one, conversationId: home.id, messageId: id }),
      )
    home.own.push(key)
    for (const { role, value } of recipients)
      if (role !== 'bcc') home.named.add(Number(/^p(\d+)\./i.exec(value)?.[1]))
  }

  for (const one of steps) await ('mails' in one ? take(one.mails) : write(one))
  await noStranger(inboxId)
}

/** Looks at what is stored, without the steps: every sender is the customer or was named before, never by Bcc alone. */
const noStranger = async (inboxId: string): Promise<void> => {
  const rows = await test.db.many<{
    conversationId: string
    kind: string
    theirs: boolean
    recipients: { role: string; value: string }[]
  }>(sql`
    select m.conversation_id as "conversationId", m.kind, m.actor_id = c.customer_id as theirs, m.recipients
    from messages m join conversations c on c.workspace_id = ${test.db.workspaceId} and c.id = m.conversation_id
    where m.workspace_id = ${test.db.workspaceId} and m.inbox_id = ${inboxId} order by m.id`)
  const named = new Map<string, Set<string>>()
  for (const { conversationId, kind, theirs, recipients } of rows) {
    const known = named.get(conversationId) ?? new Set<string>()
    named.set(conversationId, known)
    const of = (...wanted: string[]) =>
      recipients.filter(({ role }) => wanted.includes(role)).map(({ value }) => value.toLowerCase())
    if (kind === 'inbound' && !theirs) expect(of('from').some((value) => known.has(value))).toBe(true)
    if (kind === 'outbound' || theirs) for (const value of of('to', 'cc')) known.add(value)
  }
}

it('lets nobody into a conversation who is not its customer’s or named in it, and everybody who is', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), play), { numRuns: RUNS })
})
