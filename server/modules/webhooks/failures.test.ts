import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deleteHook } from './delete-hook.ts'
import { openBench } from './fixtures/bench.ts'
import { startReceiver, type Receiver } from './fixtures/receiver.ts'
import { getDelivery } from './list-deliveries.ts'
import { nextDue } from './queries/due.ts'
import { replayFailures } from './replay-deliveries.ts'

let bench: Awaited<ReturnType<typeof openBench>>
let receiver: Receiver

beforeAll(async () => {
  bench = await openBench()
})

beforeEach(async () => {
  receiver = await startReceiver()
  await bench.clear()
})

describe('a failure', () => {
  it('is repeated with the same id and bytes until it is taken', async () => {
    const { webhook } = await bench.hook(receiver.url)
    receiver.answer((response) => response.writeHead(500).end('our fault: <b>database</b>\0'))
    await bench.happens()
    await bench.deliver()
    const delivery = await bench.onlyOne(webhook.id)
    expect(delivery).toMatchObject({ state: 'waiting', attempts: 1, lastStatus: 500 })
    expect(delivery.lastReason?.en).toContain('500')
    expect((await getDelivery(bench.db, bench.caller, delivery.id)).lastAnswer).toBe(
      'our fault: <b>database</b>',
    )
    await bench.deliver()
    expect(receiver.got).toHaveLength(1)
    receiver.answer((response) => response.writeHead(200).end())
    await bench.toNext()
    await bench.deliver()
    expect(receiver.got).toHaveLength(2)
    const [first, second] = receiver.got
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(second?.body).toBe(first?.body)
    expect(await bench.onlyOne(webhook.id)).toMatchObject({ state: 'done', attempts: 2, lastStatus: 200 })
  })

  it('is given up after ten attempts in about three days', async () => {
    const { webhook } = await bench.hook(receiver.url)
    receiver.answer((response) => response.writeHead(400).end())
    await bench.happens()
    const begun = bench.clock.now().getTime()
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await bench.deliver()
      expect(receiver.got).toHaveLength(attempt)
      if (attempt < 10) await bench.toNext()
    }
    const days = (bench.clock.now().getTime() - begun) / 86_400_000
    expect(days).toBeGreaterThan(3)
    expect(days).toBeLessThan(3.5)
    expect(await bench.onlyOne(webhook.id)).toMatchObject({
      state: 'failed',
      attempts: 10,
      nextAttemptAt: null,
    })
    expect(await nextDue(bench.db)).toBeNull()
  })

  it('heeds Retry-After when that is longer', async () => {
    const { webhook } = await bench.hook(receiver.url)
    receiver.answer((response) => response.writeHead(503, { 'retry-after': '3600' }).end())
    await bench.happens()
    const now = bench.clock.now().getTime()
    await bench.deliver()
    const next = Date.parse((await bench.onlyOne(webhook.id)).nextAttemptAt ?? '')
    expect((next - now) / 1000).toBe(3600)
  })

  it.each([
    [
      'a redirect',
      (r: Receiver) => r.answer((response) => response.writeHead(302, { location: '/x' }).end()),
      '302',
    ],
    ['a broken connection', (r: Receiver) => r.answer((response) => response.destroy()), 'reached'],
  ])('of %s says so', async (_what, set, words) => {
    const { webhook } = await bench.hook(receiver.url)
    set(receiver)
    await bench.happens()
    await bench.deliver()
    const { state, lastReason } = await bench.onlyOne(webhook.id)
    expect(state).toBe('waiting')
    expect(lastReason?.en).toContain(words)
    expect(lastReason?.ja).not.toBe('')
  })

  it('of an address that is away costs one try, not one for each event that waits', async () => {
    const { webhook } = await bench.hook(receiver.url)
    receiver.answer((response) => response.writeHead(503).end())
    for (let n = 0; n < 40; n += 1) await bench.happens(n)
    await bench.deliver()
    expect(receiver.got).toHaveLength(8)
    expect((await bench.show(webhook.id)).waiting).toBe(40)
    receiver.answer((response) => response.writeHead(204).end())
    bench.clock.forward(60)
    await bench.deliver()
    expect((await bench.show(webhook.id)).waiting).toBe(0)
  })

  it('of an address that refuses one event does not hold back the next', async () => {
    const { webhook } = await bench.hook(receiver.url)
    receiver.answer((response, { body }) => response.writeHead(body.includes('"n":0') ? 400 : 204).end())
    for (let n = 0; n < 20; n += 1) await bench.happens(n)
    await bench.deliver()
    expect((await bench.show(webhook.id)).waiting).toBe(1)
  })
})

describe('a webhook', () => {
  it('that hangs holds up nobody else, and hands back what it had when we stop', async () => {
    const { webhook: hung } = await bench.hook(receiver.url)
    receiver.answer(() => undefined)
    const other = await startReceiver()
    const { webhook: good } = await bench.hook(other.url)
    const stop = new AbortController()
    for (let n = 0; n < 20; n += 1) await bench.happens(n)
    const running = bench.deliver(stop.signal)
    await other.until(20)
    await bench.happens(20)
    await other.until(21)
    stop.abort()
    await running
    expect((await bench.show(good.id)).waiting).toBe(0)
    const waiting = await bench.listed(hung.id)
    expect(waiting).toHaveLength(21)
    expect(new Set(waiting.map(({ state, attempts }) => `${state} ${attempts}`))).toEqual(
      new Set(['waiting 0']),
    )
  })

  it('is switched off by 410', async () => {
    const { webhook } = await bench.hook(receiver.url)
    receiver.answer((response) => response.writeHead(410).end())
    await bench.happens(1)
    await bench.happens(2)
    await bench.deliver()
    const off = await bench.show(webhook.id)
    expect(off).toMatchObject({ state: 'disabled', waiting: 0, failed: 2 })
    expect(off.reason?.en).toContain('410')
    await bench.happens(3)
    expect(await bench.listed(webhook.id)).toHaveLength(2)
    expect((await bench.auditActions()).at(-1)).toBe('webhooks.disable')
  })

  it('is switched off after five days in which nothing was taken, and not a day earlier', async () => {
    const { webhook } = await bench.hook(receiver.url)
    receiver.answer((response) => response.writeHead(500).end())
    const fail = async (): Promise<string> => {
      await bench.happens()
      await bench.deliver()
      return (await bench.show(webhook.id)).state
    }
    expect(await fail()).toBe('active')
    for (let day = 1; day < 5; day += 1) {
      bench.clock.forward(86_400)
      expect(await fail()).toBe('active')
    }
    bench.clock.forward(86_400)
    expect(await fail()).toBe('disabled')
    const off = await bench.show(webhook.id)
    expect(off.waiting).toBe(0)
    expect(off.failed).toBeGreaterThan(4)
    expect((await bench.auditActions()).at(-1)).toBe('webhooks.disable')
    receiver.answer((response) => response.writeHead(204).end())
    expect(await bench.change(webhook.id, { state: 'active' })).toMatchObject({
      state: 'active',
      reason: null,
    })
    const { count } = await bench.db.tx((tx) =>
      replayFailures(tx, bench.caller, { webhookId: webhook.id, since: new Date(0) }),
    )
    expect(count).toBe(off.failed)
    await bench.deliver()
    expect(await bench.show(webhook.id)).toMatchObject({ waiting: 0, failed: 0, failingSince: null })
  })

  it('that succeeds now and then stays on', async () => {
    const { webhook } = await bench.hook(receiver.url)
    for (let day = 0; day < 8; day += 1) {
      receiver.answer((response) => response.writeHead(day % 4 === 3 ? 200 : 500).end())
      await bench.happens()
      await bench.deliver()
      bench.clock.forward(86_400)
    }
    expect((await bench.show(webhook.id)).state).toBe('active')
  })

  it('that is paused is told nothing, and later sends what waited', async () => {
    const { webhook } = await bench.hook(receiver.url)
    receiver.answer((response) => response.writeHead(500).end())
    await bench.happens(1)
    await bench.deliver()
    await bench.change(webhook.id, { state: 'paused' })
    await bench.happens(2)
    bench.clock.forward(3600)
    await bench.deliver()
    expect(receiver.got).toHaveLength(1)
    receiver.answer((response) => response.writeHead(204).end())
    await bench.change(webhook.id, { state: 'active' })
    await bench.deliver()
    expect(receiver.got.map(({ body }) => (JSON.parse(body) as { data: { n: number } }).data.n)).toEqual([
      1, 1,
    ])
  })

  it('that is removed while it is asked leaves nothing behind', async () => {
    const { webhook } = await bench.hook(receiver.url)
    receiver.answer((response) => {
      bench.db
        .tx((tx) => deleteHook(tx, bench.caller, webhook.id))
        .then(
          () => response.writeHead(204).end(),
          () => response.destroy(),
        )
    })
    await bench.happens()
    await bench.deliver()
    await expect(bench.show(webhook.id)).rejects.toMatchObject({ kind: 'not-found' })
  })
})
