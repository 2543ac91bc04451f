import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addAgent, addInbox, incoming, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { conversationRows, insertThreadKeys, receiveMessages, type Incoming } from './index.ts'
import { sendReply } from './send-reply.ts'
import { undoReply } from './undo-reply.ts'

let test: TestDatabase
let inbox: string
let agent: Caller & { id: string }
beforeAll(async () => {
  test = await testDatabase()
  agent = await addAgent(test.db)
})
beforeEach(async () => {
  inbox = await addInbox(test.db)
})

type Copies = Partial<Record<'to' | 'cc' | 'bcc', string[]>>
const people = (from: string, copies: Copies = {}): Incoming['recipients'] => [
  { role: 'from', kind: 'email', value: from, name: null },
  ...(['to', 'cc'] as const).flatMap((role) =>
    (copies[role] ?? []).map((value) => ({ role, kind: 'email', value, name: null })),
  ),
]
/** An answer of ours that left: its key leads to its conversation. */
const answer = async (conversationId: string, copies: Copies = {}) => {
  const { id } = await test.db.tx((tx) =>
    sendReply(tx, agent, {
      conversationId,
      text: 'お待たせしております。',
      cc: [],
      bcc: [],
      attachmentIds: [],
      anyway: true,
      ...copies,
    }),
  )
  for (const key of [`m.${id}@shop.example`, `conversation:${conversationId}`])
    await test.db.tx((tx) => insertThreadKeys(tx, [{ inboxId: inbox, key, conversationId, messageId: id }]))
  return { id, key: `m.${id}@shop.example` }
}
const numberOf = async (id: string) => (await conversationRows(test.db, [id]))[0]?.number
/** Where a mail goes that bears these keys. */
const goes = async (from: string, threadKeys: string[], change: Partial<Incoming> = {}) =>
  (await receive(test.db, from, inbox, { threadKeys, ...change })).conversationId

let letters = 0
const someone = (): string => `hanako${(letters += 1)}@customer.example`

describe('a sender who belongs to a conversation', () => {
  it('is somebody in To or Cc of an answer, however the address is written', async () => {
    const { conversationId } = await receive(test.db, someone(), inbox)
    const { key } = await answer(conversationId, { cc: ['Ｔaro@Exämple.jp'] })
    expect(await goes('taro@xn--exmple-cua.jp', [key])).toBe(conversationId)
  })

  it('is somebody whom the customer put in Cc, but nobody whom a third person did', async () => {
    const from = someone()
    const { conversationId } = await receive(test.db, from, inbox, {
      messageKey: `first-${from}`,
      recipients: people(from, { cc: [`boss-${from}`] }),
    })
    const boss = `boss-${from}`
    expect(await goes(boss, [`first-${from}`], { recipients: people(boss, { cc: [`x-${from}`] }) })).toBe(
      conversationId,
    )
    expect(await goes(`x-${from}`, [`first-${from}`])).not.toBe(conversationId)
  })

  it('is one who belongs by From and by Reply-To: neither alone lets anybody in', async () => {
    const from = someone()
    const { conversationId } = await receive(test.db, from, inbox)
    const colleague = `desk-${from}`
    const { key } = await answer(conversationId, { cc: [colleague] })
    const says = (value: string) => ({ senders: [{ kind: 'email', value }] })
    expect(await goes(from, [key], says(colleague.toUpperCase()))).toBe(conversationId)
    expect(await goes(colleague, [key], says(from))).toBe(conversationId)
    expect(await goes(`evil-${from}`, [key], says(from))).not.toBe(conversationId)
    expect(await goes(from, [key], says(`evil-${from}`))).not.toBe(conversationId)
  })

  it('is the customer beside the From of their own messages there, which by itself lets nobody in', async () => {
    const from = someone()
    const other = `other-${from}`
    const both = { senders: [{ kind: 'email', value: other }], context: { from: other } }
    const first = `first-${from}`
    const { conversationId } = await receive(test.db, from, inbox, { ...both, messageKey: first })
    const { key } = await answer(conversationId)
    expect(await goes(from, [key], both)).toBe(conversationId)
    expect(await goes(other, [key])).not.toBe(conversationId)
    const batch = [
      await incoming(test.db, from, inbox, { ...both, threadKeys: [first], messageKey: `next-${from}` }),
      await incoming(test.db, from, inbox, { ...both, threadKeys: [`next-${from}`] }),
      await incoming(test.db, other, inbox, { threadKeys: [`next-${from}`] }),
    ]
    const places = await test.db.tx((tx) => receiveMessages(tx, batch))
    expect(places.map((one) => one.conversationId === conversationId)).toEqual([true, true, false])
  })

  it('is nobody of a mail by Bcc: two who answer it never meet', async () => {
    const { conversationId } = await receive(test.db, someone(), inbox)
    const two = [someone(), someone()] as const
    const { key } = await answer(conversationId, { bcc: [...two] })
    const places = [await goes(two[0], [key]), await goes(two[1], [key])]
    expect(new Set([conversationId, ...places]).size).toBe(3)
  })

  it('is nobody of an answer that was taken back', async () => {
    const { conversationId } = await receive(test.db, someone(), inbox, { messageKey: 'mid:taken-back' })
    const taro = someone()
    const { id } = await answer(conversationId, { cc: [taro] })
    await test.db.tx((tx) => undoReply(tx, agent, id))
    expect(await goes(taro, ['mid:taken-back'])).not.toBe(conversationId)
  })
})

describe('each signal', () => {
  it('joins who belongs and keeps out who does not: our id, the signed address, the number, an id of others', async () => {
    const from = someone()
    const { conversationId } = await receive(test.db, from, inbox, { messageKey: `mid-${from}` })
    const { key } = await answer(conversationId)
    const number = await numberOf(conversationId)
    for (const one of [key, `conversation:${conversationId}`, `reference:${number}`, `mid-${from}`]) {
      expect([one, await goes(from, [one])]).toEqual([one, conversationId])
      expect([one, await goes(someone(), [one])]).not.toEqual([one, conversationId])
    }
  })

  it('counts in the order in which it is given', async () => {
    const from = someone()
    const first = await receive(test.db, from, inbox)
    const second = await receive(test.db, from, inbox, { messageKey: `second-${from}` })
    const number = await numberOf(first.conversationId)
    expect(await goes(from, [`reference:${number}`, `second-${from}`])).toBe(first.conversationId)
    expect(await goes(from, [`second-${from}`, `reference:${number}`])).toBe(second.conversationId)
  })

  it('of a number leads into no other inbox, unless an answer left through it', async () => {
    const from = someone()
    const other = await addInbox(test.db)
    const { conversationId } = await receive(test.db, from, other)
    const number = await numberOf(conversationId)
    expect(await goes(from, [`reference:${number}`])).not.toBe(conversationId)
    await answer(conversationId)
    expect(await goes(from, [`reference:${number}`])).toBe(conversationId)
  })

  it('can’t be made by a message’s own key', async () => {
    const from = someone()
    const { conversationId } = await receive(test.db, from, inbox)
    const number = await numberOf(conversationId)
    const reserved = [`conversation:${conversationId}`, `reference:${number}`, 'reference:none']
    for (const messageKey of reserved) await receive(test.db, someone(), inbox, { messageKey })
    await answer(conversationId)
    expect(await goes(from, [`conversation:${conversationId}`])).toBe(conversationId)
    expect(await goes(from, [`reference:${number}`])).toBe(conversationId)
    expect(await goes(from, ['reference:none'])).not.toBe(conversationId)
  })
})

describe('a mail that arrives after its answer', () => {
  it('joins it by its own id, in one batch and in two', async () => {
    const from = someone()
    const late = { messageKey: `late-${from}` }
    const { conversationId } = await receive(test.db, from, inbox, { threadKeys: [late.messageKey] })
    expect(await goes(from, [], late)).toBe(conversationId)
    const batch = [
      await incoming(test.db, from, inbox, { threadKeys: [`later-${from}`] }),
      await incoming(test.db, from, inbox, { messageKey: `later-${from}` }),
    ]
    const [child, parent] = await test.db.tx((tx) => receiveMessages(tx, batch))
    expect(parent?.conversationId).toBe(child?.conversationId)
  })

  it('proves nothing: whoever chooses a key of others stays alone, although the channel knows them', async () => {
    const from = someone()
    const { conversationId } = await receive(test.db, from, inbox, { threadKeys: [`session-${from}`] })
    const forged = { messageKey: `session-${from}`, verified: true }
    expect(await goes(someone(), [], forged)).not.toBe(conversationId)
  })
})

describe('one batch', () => {
  it('lets in whom its own messages name, and nobody else', async () => {
    const from = someone()
    const named = `named-${from}`
    const known = await receive(test.db, from, inbox, { messageKey: `known-${from}` })
    const batch = [
      await incoming(test.db, from, inbox, {
        threadKeys: [`known-${from}`],
        messageKey: `next-${from}`,
        recipients: people(from, { cc: [named] }),
      }),
      await incoming(test.db, named, inbox, { threadKeys: [`next-${from}`] }),
      await incoming(test.db, someone(), inbox, { threadKeys: [`next-${from}`] }),
    ]
    const places = await test.db.tx((tx) => receiveMessages(tx, batch))
    expect(places.slice(0, 2).map((one) => one.conversationId)).toEqual([
      known.conversationId,
      known.conversationId,
    ])
    expect(places[2]?.conversationId).not.toBe(known.conversationId)
  })
})
