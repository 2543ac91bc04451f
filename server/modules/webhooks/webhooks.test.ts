import { Webhook } from 'standardwebhooks'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Database, sql } from '../../kernel/db/index.ts'
import { openPool } from '../../kernel/db/connection.ts'
import type { EventOf } from '../../kernel/events/index.ts'
import { newId } from '../../kernel/ids.ts'
import { testKernel } from '../../../test/harness/index.ts'
import { keeps } from './keep-deliveries.ts'
import { createHook } from './create-hook.ts'
import { deliverDue } from './deliver-due.ts'
import { kinds, listener, openBench } from './fixtures/bench.ts'
import { isSignedWith, startReceiver, type Receiver } from './fixtures/receiver.ts'
import { getDelivery, listDeliveries } from './list-deliveries.ts'
import { pingHook } from './ping-hook.ts'
import { replayDelivery, replayFailures } from './replay-deliveries.ts'
import { rotateSecret } from './rotate-secret.ts'

let bench: Awaited<ReturnType<typeof openBench>>
let receiver: Receiver

beforeAll(async () => {
  bench = await openBench()
})

beforeEach(async () => {
  receiver = await startReceiver()
  await bench.clear()
})

describe('a delivery', () => {
  it('carries the event, signed so that the public library accepts it', async () => {
    bench.clock.set(new Date())
    const { webhook, secret } = await bench.hook(receiver.url)
    await bench.happens(7)
    await bench.deliver()
    const [request] = receiver.got
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(new Webhook(secret).verify(request?.body ?? '', request?.headers ?? {})).toEqual({
      type: 'thing.made',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { n: 7, text: '荷物が「届き」ません 😀' },
    })
    expect(request?.headers['content-type']).toBe('application/json')
    const delivery = await bench.onlyOne(webhook.id)
    expect(delivery).toMatchObject({ state: 'done', attempts: 1, lastStatus: 204, lastReason: null })
    expect(request?.headers['webhook-id']).toBe(delivery.eventId)
    expect(await bench.show(webhook.id)).toMatchObject({ waiting: 0, failed: 0, failingSince: null })
  })

  it('exists once, however often the announcement is handled', async () => {
    const { webhook } = await bench.hook(receiver.url)
    const event: EventOf<unknown> = {
      id: newId(),
      name: 'thing.made',
      payload: { inboxId: null, n: 1 },
      at: new Date(),
    }
    for (let round = 0; round < 3; round += 1) await bench.db.tx((tx) => listener.handle(tx, [event]))
    await bench.deliver()
    await bench.deliver()
    expect(receiver.got).toHaveLength(1)
    await bench.onlyOne(webhook.id)
  })

  it('of one announcement may be two events, told apart by their ids', async () => {
    const { webhook } = await bench.hook(receiver.url, { events: ['thing.made', 'thing.seen', 'thing.made'] })
    expect(webhook.events).toEqual(['thing.made', 'thing.seen'])
    await bench.happens()
    await bench.deliver()
    expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(2)
    expect((await bench.listed(webhook.id)).map(({ event }) => event).sort()).toEqual([
      'thing.made',
      'thing.seen',
    ])
  })

  it('goes to those alone who asked for the event and the inbox', async () => {
    const [mine, other] = [newId(), newId()]
    const all = await bench.hook(receiver.url)
    const limited = await bench.hook(receiver.url, { inboxIds: [mine] })
    const deaf = await bench.hook(receiver.url, { events: ['thing.seen'] })
    const toAll = await bench.hook(receiver.url, { events: ['thing.gone'], inboxIds: [mine] })
    await bench.happens(1, mine)
    await bench.happens(2, other)
    await bench.happens(3, null)
    const bodies = async (id: string): Promise<number[]> =>
      Promise.all(
        (await bench.listed(id)).map(
          async (row) =>
            (JSON.parse((await getDelivery(bench.db, bench.caller, row.id)).body) as { data: { n: number } })
              .data.n,
        ),
      )
    expect((await bodies(all.webhook.id)).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    expect(await bodies(limited.webhook.id)).toEqual([1])
    expect(await bodies(deaf.webhook.id)).toHaveLength(3)
    expect((await bodies(toAll.webhook.id)).toSorted((a, b) => a - b)).toEqual([1, 3])
  })
})

describe('a secret', () => {
  it('is followed by a new one, both good for a day', async () => {
    const { webhook, secret } = await bench.hook(receiver.url)
    const { secret: next } = await bench.db.tx((tx) => rotateSecret(tx, bench.caller, webhook.id))
    expect(next).not.toBe(secret)
    await bench.happens()
    await bench.deliver()
    bench.clock.forward(24 * 3600 - 1)
    await bench.happens()
    await bench.deliver()
    bench.clock.forward(1)
    await bench.happens()
    await bench.deliver()
    expect(receiver.got.map((got) => isSignedWith(secret, got))).toEqual([true, true, false])
    expect(receiver.got.map((got) => isSignedWith(next, got))).toEqual([true, true, true])
  })

  it('that this installation can no longer read fails with words, and can be replaced', async () => {
    const { webhook } = await bench.hook(receiver.url)
    await bench.db.tx((tx) =>
      tx.run(sql`update webhooks set secret = ${Buffer.from('lost')} where workspace_id = ${tx.workspaceId}`),
    )
    await bench.happens()
    await bench.deliver()
    expect(await bench.onlyOne(webhook.id)).toMatchObject({ state: 'failed' })
    const { secret } = await bench.db.tx((tx) => rotateSecret(tx, bench.caller, webhook.id))
    await bench.happens()
    await bench.deliver()
    expect(receiver.got).toHaveLength(1)
    expect(isSignedWith(secret, receiver.got[0] as never)).toBe(true)
  })
})

describe('an address', () => {
  it.each([
    'http://127.0.0.1:9/',
    'http://localhost:9/',
    'http://169.254.169.254/',
    'ftp://a.example/',
    'nonsense',
  ])('is refused when it is made and when it is used: %s', async (url) => {
    const closed = new Database(
      openPool(bench.test.connectionString, 2, 'madoguchi_app'),
      testKernel(bench.clock, { MADOGUCHI_PRIVATE_NETWORK: 'false' }),
    )
    try {
      const db = closed.in(bench.test.workspaceId)
      const input = { url, description: '', events: ['thing.made'], inboxIds: [] }
      // Refused before anything is written: no transaction waits for name servers.
      let written = false
      const write: typeof db.tx = (work) => {
        written = true
        return db.tx(work)
      }
      const making = createHook(db, bench.caller, kinds, input, write)
      await expect(making).rejects.toMatchObject({ kind: 'invalid', code: 'webhooks.bad-address' })
      expect(written).toBe(false)
      // As if the name had led elsewhere when it was made.
      const { webhook } = await bench.hook(receiver.url)
      await bench.db.tx((tx) =>
        tx.run(
          sql`update webhooks set url = ${url} where workspace_id = ${tx.workspaceId} and id = ${webhook.id}`,
        ),
      )
      await bench.happens()
      await deliverDue(db, new AbortController().signal)
      const refused = await bench.onlyOne(webhook.id)
      expect(refused).toMatchObject({ state: 'failed', attempts: 1, lastStatus: null })
      expect(refused.lastReason?.en).not.toBe('')
    } finally {
      await closed.close()
    }
  })

  it('and events must be known', async () => {
    await expect(bench.hook(receiver.url, { events: ['thing.lost'] })).rejects.toMatchObject({
      code: 'webhooks.no-event',
    })
    await expect(bench.hook('http://no-such-host.invalid/')).rejects.toMatchObject({
      code: 'webhooks.bad-address',
    })
  })
})

describe('sending again', () => {
  it('repeats one delivery with its id, also when it was taken', async () => {
    const { webhook } = await bench.hook(receiver.url)
    await bench.happens()
    await bench.deliver()
    const { id } = await bench.onlyOne(webhook.id)
    const again = await bench.db.tx((tx) => replayDelivery(tx, bench.caller, id))
    expect(again).toMatchObject({ state: 'waiting', attempts: 0 })
    await bench.deliver()
    expect(receiver.got.map(({ headers }) => headers['webhook-id'])).toEqual([again.eventId, again.eventId])
    expect(await bench.onlyOne(webhook.id)).toMatchObject({ state: 'done' })
  })

  it('repeats what failed since a moment', async () => {
    const { webhook } = await bench.hook(receiver.url)
    receiver.answer((response) => response.writeHead(410).end())
    await bench.happens(1)
    await bench.deliver()
    bench.clock.forward(3600)
    const since = bench.clock.now()
    await bench.change(webhook.id, { state: 'active' })
    await bench.happens(2)
    await bench.deliver()
    await bench.change(webhook.id, { state: 'active' })
    receiver.answer((response) => response.writeHead(204).end())
    const replay = await bench.db.tx((tx) =>
      replayFailures(tx, bench.caller, { webhookId: webhook.id, since }),
    )
    expect(replay).toEqual({ count: 1 })
    await bench.deliver()
    expect(await bench.show(webhook.id)).toMatchObject({ waiting: 0, failed: 1 })
  })

  it('is refused while the webhook is off', async () => {
    const { webhook } = await bench.hook(receiver.url)
    await bench.happens()
    await bench.change(webhook.id, { state: 'paused' })
    const { id } = await bench.onlyOne(webhook.id)
    await expect(bench.db.tx((tx) => replayDelivery(tx, bench.caller, id))).rejects.toMatchObject({
      kind: 'conflict',
    })
  })
})

it('tries an address on demand and tells what came back', async () => {
  const { webhook, secret } = await bench.hook(receiver.url)
  await bench.change(webhook.id, { state: 'paused' })
  expect(await pingHook(bench.db, bench.caller, webhook.id)).toMatchObject({
    event: 'ping',
    state: 'done',
    lastStatus: 204,
  })
  expect(isSignedWith(secret, receiver.got[0] as never)).toBe(true)
  receiver.answer((response) => response.writeHead(401).end('who are you?'))
  const failed = await pingHook(bench.db, bench.caller, webhook.id)
  expect(failed).toMatchObject({ state: 'failed', attempts: 1, lastStatus: 401, nextAttemptAt: null })
  expect((await bench.show(webhook.id)).failingSince).toBeNull()
})

it('lists deliveries in pages, all of them or by state', async () => {
  const { webhook } = await bench.hook(receiver.url)
  for (let n = 0; n < 5; n += 1) await bench.happens(n)
  await bench.deliver()
  await bench.happens(5)
  const page = (cursor?: string, state?: 'done') =>
    listDeliveries(bench.db, bench.caller, { webhookId: webhook.id, limit: 2, cursor, state })
  const seen: string[] = []
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const { items, next } = await page(cursor, 'done')
    seen.push(...items.map(({ id }) => id))
    cursor = next ?? undefined
  }
  expect(seen).toHaveLength(5)
  expect(new Set(seen).size).toBe(5)
  expect((await page()).items[0]?.state).toBe('waiting')
  await expect(page('nonsense')).rejects.toMatchObject({ kind: 'invalid' })
})

it('forgets deliveries after as many days as the rule says', async () => {
  const { webhook } = await bench.hook(receiver.url)
  await bench.happens(1)
  bench.clock.forward(30 * 86_400)
  await bench.happens(2)
  bench.clock.forward(1)
  const [rule] = keeps
  if (!rule) throw new Error('deliveries have no rule')
  const before = new Date(bench.clock.now().getTime() - (rule.days ?? 0) * 86_400_000)
  expect(await rule.due(bench.db, before)).toMatchObject({ rows: 1 })
  const removed = await bench.db.tx((tx) => rule.remove(tx, { before } as never))
  expect(removed).toMatchObject({ rows: 1, from: removed.to, next: null })
  expect(await bench.listed(webhook.id)).toHaveLength(1)
})
