import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { addAgent, addInbox, incoming } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import type { Message } from './contract.ts'
import { erases } from './erase-threads.ts'
import { step, type Step } from './fixtures/stranger-steps.ts'
import { insertThreadKeys, outgoingById, receiveMessages, type Incoming } from './index.ts'
import { mergeConversation } from './linking/merge-conversation.ts'
import { messagesOfThreads } from './queries/erase.ts'
import { sideRows } from './queries/links.ts'
import { survivorOf } from './queries/merging.ts'
import { sendReply } from './send-reply.ts'
import { splitConversation } from './linking/split-conversation.ts'
import { startConversation } from './start-conversation.ts'
import { undoLink } from './linking/undo-link.ts'
import { noStranger } from './fixtures/no-stranger.ts'

const RUNS = 20

let test: TestDatabase
let agent: Caller & { id: string }
let runs = 0
beforeAll(async () => {
  test = await testDatabase()
  agent = await addAgent(test.db)
})

/** What the test itself knows of a message. */
interface Said {
  id: string
  key: string
  own: boolean
  /** Whom it names so that they may join. */
  names: number[]
  /** Everybody who stands on it, except by Bcc. */
  on: number[]
}

/** What it knows of a thread: a conversation as it would stand without any merge. */
interface Known {
  id: string
  number: number
  customer: number
  said: Said[]
  /** Something of it has left, with the address that we signed. */
  signed: boolean
  /** Nothing of it is left: it takes nothing in. */
  gone: boolean
}

const roles = (role: 'to' | 'cc', values: string[]) =>
  values.map((value) => ({ role, kind: 'email', value, name: null }))

/** Plays steps in an inbox of its own and compares each place with the rule. */
const play = async (steps: readonly Step[]): Promise<void> => {
  const run = (runs += 1)
  const inboxId = await addInbox(test.db, 'Inbox', 'email')
  const conversations: Known[] = []
  const address = (n: number, loud = false) =>
    loud ? `P${n}.R${run}@EXAMPLE.jp` : `p${n}.r${run}@example.jp`

  /** Threads out of which or into which somebody of ours put messages. */
  const touched = new Set<string>()
  const keysOf = ({ by, which }: { by: string; which: number }): string[] => {
    const known = conversations[which % Math.max(1, conversations.length)]
    if (!known) return []
    if (by === 'token') return [`conversation:${known.id}`]
    if (by === 'reference') return [`reference:${known.number}`]
    return known.said
      .filter(({ own }) => own === (by === 'own'))
      .map(({ key }) => key)
      .slice(0, 1)
  }
  const leads = (key: string) =>
    conversations.find(
      (known) =>
        !known.gone &&
        (key === `conversation:${known.id}`
          ? known.signed
          : key === `reference:${known.number}` || known.said.some((one) => one.key === key)),
    )
  const belongs = (known: Known, from: number) =>
    known.customer === from || known.said.some(({ names }) => names.includes(from))
  const place = async (id: string) => (await survivorOf(test.db, id))?.id ?? id
  const linkIds: string[] = []

  const take = async (mails: Extract<Step, { mails: unknown }>['mails']) => {
    const batch: Incoming[] = []
    const wanted: { from: number; cc: number[]; keys: string[] }[] = []
    for (const { from, cc, signals } of mails) {
      const keys = signals.flatMap(keysOf)
      wanted.push({ from, cc, keys })
      batch.push(
        await incoming(test.db, address(from), inboxId, {
          subject: `of ${from}`,
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
      const { conversationId, messageId } = places[index] as (typeof places)[number]
      const expected = keys.map(leads).find((known) => known && belongs(known, from))
      if (expected) expect(conversationId).toBe(await place(expected.id))
      else expect(conversations.map(({ id }) => id)).not.toContain(conversationId)
      const home = expected ?? (await begin(conversationId, from))
      home.said.push({
        id: messageId,
        key: batch[index]?.messageKey as string,
        own: false,
        names: home.customer === from ? cc : [],
        on: [from, ...cc],
      })
    }
  }

  const begin = async (id: string, customer: number): Promise<Known> => {
    const [row] = await sideRows(test.db, [id])
    const known: Known = { id, number: row?.number ?? 0, customer, said: [], signed: false, gone: false }
    conversations.push(known)
    return known
  }

  const write = async ({ answers, to, cc, bcc }: Extract<Step, { answers: number }>) => {
    const one = conversations[answers % Math.max(1, conversations.length)]
    if (!one || one.gone) return
    const there = await together(one)
    const { id, recipients } = await test.db.tx(async (tx) =>
      sendReply(tx, agent, {
        conversationId: await place(one.id),
        text: 'ご案内です。',
        ...(to === null ? {} : { to: [address(to, true)] }),
        cc: cc.map((n) => address(n, true)),
        bcc: bcc.map((n) => address(n, true)),
        attachmentIds: [],
        anyway: true,
      }),
    )
    // It goes on one of the threads that stand together: one of whoever it is to, where they have any there.
    const row = await outgoingById(test.db, id)
    const home = conversations.find((known) => known.id === row?.conversationId) as Known
    expect(there).toContain(home)
    const theirs = [
      there.filter(({ said }) => to !== null && said.some(({ on }) => on.includes(to))),
      there.filter(({ customer }) => customer === to),
    ].find((some) => some.length > 0)
    if (theirs) expect(theirs).toContain(home)
    // What it bears and whom it is compared with are that thread's.
    const [side] = await sideRows(test.db, [home.id])
    expect([row?.customerId, row?.inboxId]).toEqual([side?.customerId, inboxId])
    const whose = Number(/^of (\d)$/.exec(row?.subject ?? '')?.[1])
    // A split may have put somebody's line alone where only others were named.
    expect(touched.has(home.id) || belongs(home, whose)).toBe(true)
    await keep(home, id, recipients)
  }

  const keep = async (home: Known, id: string, recipients: Message['recipients']) => {
    const key = `m.${id}@shop.example`
    for (const each of [key, `conversation:${home.id}`])
      await test.db.tx((tx) =>
        insertThreadKeys(tx, [
          {
            inboxId,
            key: each,
            conversationId: home.id,
            messageId: each === key ? id : null,
          },
        ]),
      )
    const names = recipients
      .filter(({ role }) => role !== 'bcc')
      .map(({ value }) => Number(/^p(\d+)\./i.exec(value)?.[1]))
    home.said.push({ id, key, own: true, names, on: names })
    home.signed = true
  }

  const merge = async ({ merges, into }: Extract<Step, { merges: number }>) => {
    const [a, b] = [merges, into].map((n) => conversations[n % Math.max(1, conversations.length)]?.id)
    if (!a || !b || [a, b].some((id) => conversations.find((known) => known.id === id)?.gone)) return
    const [conversationId, intoId] = [await place(a), await place(b)]
    if (conversationId === intoId) return
    const differentCustomers = true
    const { linkId } = await test.db.tx((tx) =>
      mergeConversation(tx, agent, { conversationId, intoId, differentCustomers }),
    )
    linkIds.push(linkId)
  }

  const split = async ({ splits, also }: Extract<Step, { splits: number }>) => {
    const home = conversations[splits % Math.max(1, conversations.length)]
    if (!home || home.gone || home.said.length < 2) return
    const said = home.said.at(-1) as Said
    const conversationId = await place(home.id)
    // What was erased before it left was taken back, and is split off by nobody.
    const others = (await together(home)).filter((known) => known !== home && !known.gone)
    const other = also === null ? undefined : others[also % Math.max(1, others.length)]?.said.at(-1)
    if (other) {
      const messageIds = [said.id, other.id]
      const mixed = test.db.tx((tx) => splitConversation(tx, agent, { conversationId, messageIds }))
      await expect(mixed).rejects.toMatchObject({ code: 'conversations.split-mixed' })
      return
    }
    const { linkId, conversation } = await test.db.tx((tx) =>
      splitConversation(tx, agent, { conversationId, messageIds: [said.id] }),
    )
    linkIds.push(linkId)
    touched.add(home.id).add(conversation.id)
    home.said.pop()
    const begun = await begin(conversation.id, home.customer)
    begun.said.push(said)
    splitOff.set(linkId, { home, begun, said })
  }
  const splitOff = new Map<string, { home: Known; begun: Known; said: Said }>()

  /** All threads that stand where this one does. */
  const together = async (one: Known): Promise<Known[]> => {
    const where = await place(one.id)
    const places = await Promise.all(conversations.map(({ id }) => place(id)))
    return conversations.filter((_, n) => places[n] === where)
  }

  const start = async ({ starts }: Extract<Step, { starts: number }>) => {
    const first = { inboxId, to: [address(starts)], subject: `of ${starts}`, text: 'お知らせです。' }
    const rest = { cc: [], bcc: [], attachmentIds: [] }
    const { id, messageId } = await test.db.tx((tx) => startConversation(tx, agent, { ...first, ...rest }))
    const known = await begin(id, starts)
    await keep(known, messageId, roles('to', [address(starts)]))
  }

  /** What one person said goes, wherever it stands; nobody else loses anything. */
  const erase = async ({ erases: who }: Extract<Step, { erases: number }>) => {
    const ids = conversations.filter(({ customer }) => customer === who).map(({ id }) => id)
    if (ids.length === 0) return
    await test.db.tx(async (tx) => {
      await erases.messages?.(tx, await messagesOfThreads(tx, ids))
      await erases.threads?.(tx, ids)
    })
    for (const known of conversations) if (known.customer === who) known.gone = true
  }

  /** The newest first, or one that something stands in the way of: then nothing happens. */
  const undo = async ({ undoes }: Extract<Step, { undoes: number }>) => {
    const linkId = linkIds.at(-1 - (undoes % Math.max(1, linkIds.length)))
    if (!linkId) return
    const refused = await test.db
      .tx((tx) => undoLink(tx, agent, linkId))
      .then(
        () => undefined,
        (error: { code: string }) => error.code,
      )
    if (refused) {
      expect(['conversations.link-hindered', 'conversations.link-undone']).toContain(refused)
      return
    }
    const off = splitOff.get(linkId)
    if (!off) return
    off.begun.said = off.begun.said.filter((one) => one !== off.said)
    off.home.said.push(off.said)
  }

  for (const one of steps) {
    if ('mails' in one) await take(one.mails)
    else if ('answers' in one) await write(one)
    else if ('merges' in one) await merge(one)
    else if ('splits' in one) await split(one)
    else if ('starts' in one) await start(one)
    else if ('erases' in one) await erase(one)
    else await undo(one)
  }
  await noStranger(test.db, inboxId, touched)
}

it('lets nobody into a thread who is not its customer’s or named in it, and everybody who is, whatever is merged and split', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 18 }), play), { numRuns: RUNS })
})
