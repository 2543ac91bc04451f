import { describe, expect, it } from 'vitest'
import { addAgent } from '../../../test/factories/index.ts'
import { listen } from '../../kernel/events/index.ts'
import { changeGaps } from './change-gaps.ts'
import { inboxChanged, noteGaps, openGaps, settleGaps, wantedGaps } from './index.ts'
import { listGaps } from './list-gaps.ts'
import { sweepGaps } from './sweep-gaps.ts'
import { testInboxes } from './fixtures/inboxes.ts'

const { test, connect, audited } = await testInboxes()
const inbox = await connect()
const other = await connect()
const holding = async (sight: string[]) => ({
  ...(await addAgent(test.db, { role: 'lead', sight })),
  permissions: new Set(['intake.retry']),
})
const lead = await holding([inbox.id])
const arrivedAt = new Date('2026-11-01T00:00:00Z')
const gap = (key: string) => ({ key, reason: 'it hangs\0', attempts: 11, arrivedAt })
const change = (act: 'fetch' | 'dismiss' | 'restore', keys?: string[], inboxId = inbox.id) =>
  test.db.tx((tx) => changeGaps(tx, lead, { inboxId, act, keys }))
const states = async (state: 'open' | 'dismissed' | 'settled') =>
  (await listGaps(test.db, lead, { inboxId: inbox.id, state, limit: 50 })).items.map(
    (one) => `${one.key} ${one.state}`,
  )
const heard = async (): Promise<boolean[]> => {
  const found: boolean[] = []
  await test.dispatch([
    listen('test', inboxChanged, async (_tx, events) => {
      found.push(
        ...events.filter(({ payload }) => payload.inboxId === inbox.id).map(({ payload }) => payload.health),
      )
    }),
  ])
  return found
}

describe('gaps', () => {
  it('are listed page by page, with what the program said, for those who look after the inbox', async () => {
    await heard()
    await noteGaps(test.db, inbox.id, [gap('7:1'), gap('7:2'), gap('7:3')])
    expect(await heard()).toEqual([true])
    const first = await listGaps(test.db, lead, { inboxId: inbox.id, state: 'open', limit: 2 })
    expect(first.items[0]).toEqual({
      key: '7:1',
      reason: 'it hangs',
      attempts: 11,
      arrivedAt: arrivedAt.toISOString(),
      state: 'open',
      at: test.clock.now().toISOString(),
    })
    const rest = await listGaps(test.db, lead, {
      inboxId: inbox.id,
      state: 'open',
      limit: 2,
      cursor: first.next ?? undefined,
    })
    expect([...first.items, ...rest.items].map(({ key }) => key)).toEqual(['7:1', '7:2', '7:3'])
    expect(rest.next).toBeNull()
    await expect(
      listGaps(test.db, lead, { inboxId: other.id, state: 'open', limit: 2 }),
    ).rejects.toMatchObject({ kind: 'not-found' })
    await expect(change('fetch', undefined, other.id)).rejects.toMatchObject({ kind: 'not-found' })
    const agent = await addAgent(test.db, { sight: [inbox.id] })
    await expect(
      test.db.tx((tx) => changeGaps(tx, agent, { inboxId: inbox.id, act: 'fetch' })),
    ).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('are fetched again when somebody asks, of which the listener hears, and come back when that fails', async () => {
    expect(await change('fetch', ['7:1'])).toEqual({ count: 1 })
    expect(await heard()).toEqual([false])
    expect(await wantedGaps(test.db, inbox.id)).toEqual([{ ...gap('7:1'), reason: 'it hangs' }])
    await noteGaps(test.db, inbox.id, [{ key: '7:1', reason: 'again', attempts: 12 }])
    expect(await wantedGaps(test.db, inbox.id)).toEqual([])
    const { items } = await listGaps(test.db, lead, { inboxId: inbox.id, state: 'open', limit: 1 })
    expect(items[0]).toMatchObject({ reason: 'again', attempts: 12, arrivedAt: arrivedAt.toISOString() })
    await change('fetch')
    await settleGaps(test.db, inbox.id, ['7:1'], 'fetched')
    await settleGaps(test.db, inbox.id, ['7:2'], 'gone')
    expect(await states('open')).toEqual(['7:3 wanted'])
    expect(await states('settled')).toEqual(['7:1 fetched', '7:2 gone'])
  })

  it('are dismissed and put back; what has new numbers leaves the list', async () => {
    await change('dismiss', ['7:3'])
    expect(await openGaps(test.db, inbox.id)).toEqual([])
    // Another failure of what was dismissed says nothing new.
    await noteGaps(test.db, inbox.id, [gap('7:3')])
    expect(await states('dismissed')).toEqual(['7:3 dismissed'])
    expect(await change('restore', ['7:3'])).toEqual({ count: 1 })
    expect(await states('open')).toEqual(['7:3 open'])
    expect(await sweepGaps(test.db)).toBe(0)
    test.clock.forward(31 * 86_400)
    expect(await sweepGaps(test.db)).toBe(2)
    expect(await states('settled')).toEqual([])
    expect(await states('open')).toEqual(['7:3 open'])
    await settleGaps(test.db, inbox.id, ['7:3'], 'renumbered')
    expect(await states('open')).toEqual([])
    expect((await audited(inbox.id)).slice(-2)).toMatchObject([
      { action: 'inboxes.dismiss-gaps', details: { count: 1 } },
      { action: 'inboxes.restore-gaps', details: { count: 1 } },
    ])
  })
})
