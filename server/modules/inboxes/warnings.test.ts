import { describe, expect, it } from 'vitest'
import { addAgent } from '../../../test/factories/index.ts'
import { countWarnings, noteAccess, noteGaps, noteHeard, noteReading } from './index.ts'
import { listInboxes } from './list-inboxes.ts'
import { testInboxes } from './fixtures/inboxes.ts'

const { test, system, connect, change } = await testInboxes()

describe('warnings', () => {
  it('say what is to be looked at although the connection works, to those who look after inboxes', async () => {
    const { id } = await connect()
    const lead = { ...system, permissions: new Set(['intake.retry']) }
    const warnings = async (caller: typeof system = lead) =>
      (await listInboxes(test.db, caller)).find((inbox) => inbox.id === id)?.health.warnings
    const now = test.clock.now()
    const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
    expect(await warnings()).toEqual([])
    await noteReading(test.db, id, { waiting: 1, oldestAt: ago(14) })
    expect(await warnings()).toEqual([])
    await noteReading(test.db, id, { waiting: 1, oldestAt: ago(16) })
    expect(await warnings()).toEqual(['lagging'])
    await noteHeard(test.db, id, { heardAt: ago(600), silentSince: ago(600) }, now)
    const words = { en: 'x', ja: 'x' }
    await noteAccess(test.db, id, { renewedAt: now, endsAt: ago(-13 * 24 * 60), words })
    await noteGaps(test.db, id, [{ key: '1:1', reason: 'x', attempts: 11 }])
    expect(await warnings()).toEqual(['lagging', 'silent', 'expiring', 'gaps'])
    expect(await countWarnings(test.db)).toEqual({
      warnings: { lagging: 1, silent: 1, expiring: 1, gaps: 1 },
      lagSeconds: 16 * 60,
    })
    expect(await warnings(await addAgent(test.db, { sight: [id] }))).toEqual([])
    await noteAccess(test.db, id, { renewedAt: now, endsAt: ago(-15 * 24 * 60), words })
    await noteReading(test.db, id, { waiting: 0 })
    expect(await warnings()).toEqual(['silent', 'gaps'])
    await change(id, { state: 'paused' })
    expect(await warnings()).toEqual([])
  })
})
