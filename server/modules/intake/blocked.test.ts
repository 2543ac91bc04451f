import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent } from '../../../test/factories/index.ts'
import type { MessageArrival } from '../../channels/channel.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { createInbox } from '../inboxes/index.ts'
import { systemCaller } from '../../kernel/caller.ts'
import { blockSender, listBlocked, unblockSender } from './block-sender.ts'
import { arrivalOf, keep, letter, paperDesk } from './fixtures/paper.ts'
import { importIgnored } from './import-ignored.ts'
import { listIgnored } from './list-ignored.ts'
import { processArrivals } from './process-arrivals.ts'

const desk = await paperDesk()
const { test, inboxId } = desk
let lead: Caller

beforeAll(async () => {
  lead = {
    ...(await addAgent(test.db, { role: 'lead', sight: [inboxId] })),
    permissions: new Set(['intake.retry']),
  }
})

const block = (value: string, caller = lead) => test.db.tx((tx) => blockSender(tx, caller, value))
const unblock = (value: string) => test.db.tx((tx) => unblockSender(tx, lead, value))
const from = (value: string, change: Partial<MessageArrival> = {}) =>
  letter({ from: [{ kind: 'email', value }], ...change })
/** What becomes of a mail. */
const take = async (message: MessageArrival) => {
  desk.read = () => [message]
  const [id = ''] = await keep(test.db, inboxId, ['a mail'])
  await processArrivals(test.db)
  return { id, ...(await arrivalOf(test.db, id)) }
}

describe('a blocked sender', () => {
  it('is not taken in, by address or domain, in whichever case and with whatever plus tag', async () => {
    await block(' Spam+x@Pest.example ')
    await block('@Junk.example')
    expect((await listBlocked(test.db, lead)).map(({ value }) => value)).toEqual([
      '@junk.example',
      'spam@pest.example',
    ])
    for (const value of ['spam@pest.example', 'SPAM+7@pest.example', 'anybody@junk.example'])
      expect(await take(from(value))).toMatchObject({ state: 'ignored', reason: 'blocked: ' })
    for (const value of ['other@pest.example', 'anybody@not-junk.example', 'a@sub.junk.example'])
      expect(await take(from(value))).toMatchObject({ state: 'done' })
  })

  it('is known by what a mail names beside its answer address, too', async () => {
    const senders = [{ kind: 'email', value: 'spam@pest.example' }]
    expect(await take(from('answers@elsewhere.example', { senders }))).toMatchObject({ state: 'ignored' })
  })

  it('is left alone where the channel proved who wrote, or it is no mail address', async () => {
    expect(await take(from('spam@pest.example', { verified: true }))).toMatchObject({ state: 'done' })
    expect(await take(letter({ from: [{ kind: 'letter', value: 'spam@pest.example' }] }))).toMatchObject({
      state: 'done',
    })
  })

  it('makes no customer and no conversation; one of its mails can be had all the same', async () => {
    const people = () =>
      test.db.one<{ n: number }>(
        sql`select count(*) as n from customers where workspace_id = ${test.workspaceId}`,
      )
    const before = await people()
    const { id } = await take(from('new@junk.example'))
    expect(await people()).toEqual(before)
    const { items } = await listIgnored(test.db, lead, { inboxId, limit: 1 })
    expect(items).toMatchObject([{ id, cause: 'blocked', words: null }])
    await test.db.tx((tx) => importIgnored(tx, lead, id))
    await processArrivals(test.db)
    expect(await arrivalOf(test.db, id)).toMatchObject({ state: 'done' })
  })

  it('is let in again; the log knows both', async () => {
    await unblock('@junk.example')
    expect(await take(from('anybody@junk.example'))).toMatchObject({ state: 'done' })
    const entries = await test.db.many(sql`
      select action, details from audit_entries
      where workspace_id = ${test.workspaceId} and action like 'intake.%block' order by id`)
    expect(entries.slice(-1)).toEqual([{ action: 'intake.unblock', details: { value: '@junk.example' } }])
    expect(entries).toHaveLength(3)
  })

  it('is an address or a domain, none of ours, and nobody’s to name who may not', async () => {
    for (const value of ['', 'junk', '@', 'a b@c.example', 'x@localhost'])
      await expect(block(value)).rejects.toMatchObject({ code: 'intake.no-sender' })
    await test.db.tx((tx) =>
      createInbox(tx, systemCaller(test.workspaceId), {
        channel: 'chat',
        name: 'Chat',
        address: 'desk@shop.example',
      }),
    )
    await expect(block('desk+tag@shop.example')).rejects.toMatchObject({ code: 'intake.own-sender' })
    await expect(block('x@y.example', await addAgent(test.db))).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
