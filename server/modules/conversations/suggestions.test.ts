import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { systemCaller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Incoming } from './index.ts'
import { conversationRows, insertThreadKeys } from './index.ts'
import type { Suggestion } from './list-suggestions.ts'
import { setStatus } from './set-status.ts'

let app: TestApp
let one: { inbox: string; team: string }
let two: { inbox: string; team: string }
let both: Client
beforeAll(async () => {
  app = await testApp()
  const [first, second] = [await app.team('一班'), await app.team('二班')]
  const inbox = async (name: string, team: string) =>
    (await app.inbox('email', { teamIds: [team], settings: { address: `${name}@shop.example` } })).id
  one = { team: first, inbox: await inbox('one', first) }
  two = { team: second, inbox: await inbox('two', second) }
  both = await app.person('agent', [first, second])
})

let letters = 0
const someone = (): string => `hanako${(letters += 1)}@customer.example`
const write = async (from: string, inbox: string, change: Partial<Incoming> = {}): Promise<string> =>
  (await receive(app.db, from, inbox, change)).conversationId
/** An id of ours that leads to a conversation. */
const ownKey = async (conversationId: string, inboxId: string): Promise<string> => {
  const key = `m.${conversationId}@shop.example`
  await app.db.tx((tx) => insertThreadKeys(tx, [{ inboxId, key, conversationId, messageId: null }]))
  return key
}
const listed = (id: string, who: Client = both) =>
  who.ok<Suggestion[]>('GET', `/api/conversations/${id}/suggestions`)
const told = async (id: string) => (await listed(id)).map((row) => [row.id, row.reason, row.detail])
const decline = (id: string, target: string, who: Client = both) =>
  who.call<{ code: string }>('POST', `/api/conversations/${id}/suggestions/${target}/decline`, {})

describe('what a stranger bears', () => {
  it('is suggested: our id, the signed address and the number, each conversation once by the strongest', async () => {
    const target = await write(someone(), one.inbox)
    const [row] = await conversationRows(app.db, [target])
    const key = await ownKey(target, one.inbox)
    const signed = `conversation:${target}`
    await app.db.tx((tx) =>
      insertThreadKeys(tx, [{ inboxId: one.inbox, key: signed, conversationId: target, messageId: null }]),
    )
    const number = `reference:${row?.number}`
    const bearing = (threadKeys: string[], ourKeys: string[] = []) =>
      write(someone(), one.inbox, { threadKeys, ourKeys })
    expect(await told(await bearing([key, signed, number], [key]))).toEqual([[target, 'message-id', null]])
    expect(await told(await bearing([signed, number]))).toEqual([[target, 'token', null]])
    expect(await told(await bearing([number]))).toEqual([[target, 'reference', null]])
  })

  it('is not, where it is an id of others, or a machine wrote', async () => {
    const target = await write(someone(), one.inbox, { messageKey: 'mid:newsletter' })
    const key = await ownKey(target, one.inbox)
    expect(await told(await write(someone(), one.inbox, { threadKeys: ['mid:newsletter'] }))).toEqual([])
    const machine = { threadKeys: [key], ourKeys: [key], automatic: true }
    expect(await told(await write(someone(), one.inbox, machine))).toEqual([])
  })

  it('is suggested to the customer’s own, too, where it was another inbox that wrote', async () => {
    const from = someone()
    const target = await write(from, one.inbox)
    const key = await ownKey(target, one.inbox)
    const [row] = await conversationRows(app.db, [target])
    const answered = await write(from, two.inbox, { threadKeys: [key], ourKeys: [key] })
    expect(answered).not.toBe(target)
    expect(await told(answered)).toEqual([[target, 'message-id', null]])
    expect(await told(await write(from, two.inbox, { threadKeys: [`reference:${row?.number}`] }))).toEqual([
      [target, 'reference', null],
    ])
  })
})

describe('the same order of the same customer', () => {
  it('is suggested among open conversations that moved lately, and nobody else’s', async () => {
    const from = someone()
    const old = await write(from, one.inbox, { text: '注文番号 70012345 の件です。' })
    await app.db.tx((tx) =>
      tx.run(sql`
        update conversations set last_activity_at = now() - interval '31 days'
        where workspace_id = ${tx.workspaceId} and id = ${old}`),
    )
    const open = await write(from, one.inbox, {
      subject: 'ご注文番号：７０１',
      text: '注文番号 7001-2345 です',
    })
    const closed = await write(from, one.inbox, { text: 'order #70012345' })
    await app.db.tx((tx) =>
      setStatus(tx, systemCaller(tx.workspaceId), { conversationId: closed, status: 'resolved' }),
    )
    const other = await write(someone(), one.inbox, { text: '注文番号 70012345 の件です。' })
    const again = await write(from, one.inbox, { text: '先日の注文（70012345）はいつ届きますか。' })
    await app.settled()
    expect(await told(again)).toEqual([[open, 'order', '70012345']])
    expect(await told(other)).toEqual([])
    expect(await told(open)).toEqual([])
  })

  it('is not, where somebody else named it in a conversation that was merged into theirs', async () => {
    const from = someone()
    const into = await write(from, one.inbox, { text: '配送について' })
    const stranger = await write(someone(), one.inbox, { text: '注文番号 80054321 の件です。' })
    await both.ok('POST', `/api/conversations/${stranger}/merge`, { intoId: into, differentCustomers: true })
    const again = await write(from, one.inbox, { text: '注文番号 80054321 をお願いします。' })
    await app.settled()
    expect(await told(again)).toEqual([])
  })
})

describe('a suggestion', () => {
  it('is told only to whoever sees both conversations, and declined by nobody else', async () => {
    const from = someone()
    const target = await write(from, one.inbox)
    const key = await ownKey(target, one.inbox)
    const answered = await write(from, two.inbox, { threadKeys: [key], ourKeys: [key] })
    const half = await app.person('agent', [two.team])
    expect(await listed(answered, half)).toEqual([])
    expect(await decline(answered, target, half)).toMatchObject({ status: 404 })
    const other = await app.person('agent', [one.team])
    expect((await other.call('GET', `/api/conversations/${answered}/suggestions`)).status).toBe(404)
    expect((await decline(answered, target, other)).status).toBe(404)
    expect(await listed(answered)).toHaveLength(1)
  })

  it('that was declined does not come again', async () => {
    const target = await write(someone(), one.inbox)
    const key = await ownKey(target, one.inbox)
    const stranger = someone()
    const bearing = { threadKeys: [key], ourKeys: [key], messageKey: `mid-${stranger}` }
    const answered = await write(stranger, one.inbox, bearing)
    expect(await decline(answered, target)).toMatchObject({ status: 204 })
    expect(await decline(answered, target)).toMatchObject({
      status: 404,
      body: { code: 'conversations.no-suggestion' },
    })
    await write(stranger, one.inbox, { threadKeys: [key, `mid-${stranger}`], ourKeys: [key] })
    expect(await listed(answered)).toEqual([])
  })

  it('names the survivor where a stranger answers what was merged, or where that was suggested before', async () => {
    const merge = (id: string, intoId: string) =>
      both.ok<{ linkId: string }>('POST', `/api/conversations/${id}/merge`, {
        intoId,
        differentCustomers: true,
      })
    const [target, survivor] = [await write(someone(), one.inbox), await write(someone(), one.inbox)]
    const keys = [await ownKey(target, one.inbox), await ownKey(survivor, one.inbox)]
    const bearing = (threadKeys: string[]) => write(someone(), one.inbox, { threadKeys, ourKeys: threadKeys })
    const before = await bearing(keys)
    const { linkId } = await merge(target, survivor)
    const since = await bearing([keys[0] as string])
    for (const id of [before, since]) expect(await told(id)).toEqual([[survivor, 'message-id', null]])

    // Joined and undone, it is suggested again; declined, it is not, wherever the other stands.
    const joined = await both.ok<{ linkId: string }>(
      'POST',
      `/api/conversations/${since}/suggestions/${survivor}/join`,
      { differentCustomers: true },
    )
    expect(await told(survivor)).toEqual([])
    await both.ok('POST', `/api/conversation-links/${joined.linkId}/undo`, {})
    expect(await told(since)).toEqual([[survivor, 'message-id', null]])
    expect((await decline(since, survivor)).status).toBe(204)
    expect(await told(since)).toEqual([])
    await both.ok('POST', `/api/conversation-links/${linkId}/undo`, {})
    expect(await told(since)).toEqual([])
    expect((await told(before)).map(([id]) => id)).toEqual([target, survivor])
    // What was merged into the one that it is suggested for is no other conversation any more.
    await merge(target, before)
    expect((await told(before)).map(([id]) => id)).toEqual([survivor])
  })
})
