import { describe, expect, it } from 'vitest'
import { listen } from '../../kernel/events/index.ts'
import { hasAddress, inboxChanged, writeInboxHealth } from './index.ts'
import { testInboxes } from './fixtures/inboxes.ts'
import { listInboxes } from './list-inboxes.ts'

const { test, system, connect, change } = await testInboxes()

describe('an address', () => {
  it('is known to be ours although its inbox is paused', async () => {
    const inbox = await connect({ address: 'Info@Shop.example' })
    await change(inbox.id, { state: 'paused' })
    expect(await hasAddress(test.db, 'chat', ['x@shop.example', 'info@shop.example'])).toBe(true)
    expect(await hasAddress(test.db, 'chat', ['x@shop.example'])).toBe(false)
    expect(await hasAddress(test.db, 'none', ['info@shop.example'])).toBe(false)
  })
})

describe('health', () => {
  it('is announced when it changes and only noted when it does not', async () => {
    const inbox = await connect()
    await test.dispatch([])
    const heard: unknown[] = []
    const listeners = [
      listen('test', inboxChanged, async (_tx, events) => {
        heard.push(...events.map(({ payload }) => payload))
      }),
    ]
    const health = async () => (await listInboxes(test.db, system)).find(({ id }) => id === inbox.id)?.health
    const failing = { state: 'failing' as const, reason: { en: 'No route', ja: '接続できません' } }
    await writeInboxHealth(test.db, inbox.id, failing)
    const since = test.clock.now().toISOString()
    test.clock.forward(60)
    await writeInboxHealth(test.db, inbox.id, failing)
    await test.dispatch(listeners)
    expect(heard).toEqual([{ inboxId: inbox.id, sight: false, health: true }])
    expect(await health()).toEqual({ ...failing, at: since, okAt: null, warnings: [] })
    const other = { ...failing, reason: { en: 'Refused', ja: '拒否されました' } }
    await writeInboxHealth(test.db, inbox.id, other)
    expect(await health()).toEqual({ ...other, at: since, okAt: null, warnings: [] })
    test.clock.forward(60)
    await writeInboxHealth(test.db, inbox.id, { state: 'ok' })
    const back = test.clock.now().toISOString()
    await test.dispatch(listeners)
    expect(heard).toHaveLength(3)
    test.clock.forward(60)
    await writeInboxHealth(test.db, inbox.id, { state: 'ok' })
    await test.dispatch(listeners)
    expect(heard).toHaveLength(3)
    expect(await health()).toEqual({
      state: 'ok',
      reason: null,
      at: back,
      okAt: test.clock.now().toISOString(),
      warnings: [],
    })
    await change(inbox.id, { name: 'Another' })
    await test.dispatch(listeners)
    expect(heard.at(-1)).toEqual({ inboxId: inbox.id, sight: false, health: false })
  })
})
