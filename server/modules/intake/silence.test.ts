import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, personWith } from '../../../test/factories/index.ts'
import { act } from '../../../test/harness/rooms.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { idAt, newId } from '../../kernel/ids.ts'
import { noteAccess, noteGaps, noteReading } from '../inboxes/index.ts'
import { paperDesk } from './fixtures/paper.ts'
import { showHealth } from './show-health.ts'
import { isSilent, usualOf } from './silence.ts'
import { learnUsual, watchSilence } from './watch-silence.ts'

const hour = 3600_000
/** Monday, 16 November 2026, 10:00 in Tokyo. */
const monday = Date.parse('2026-11-16T01:00:00Z')
const tokyo = { timeZone: 'Asia/Tokyo', days: [] }
const at = (hours: number) => new Date(monday + hours * hour)

describe('what is usual', () => {
  const slots = [{ slot: 10, hours: 8, first: at(-8 * 168) }]

  it('is how many of the last hours of a kind heard something, and never certain', () => {
    const usual = usualOf(slots, at(0))
    expect(usual?.[10]).toBeCloseTo(8 / 9)
    expect(usual?.[11]).toBe(0)
  })

  it('is not known of an inbox that is younger than two weeks', () => {
    expect(usualOf([{ slot: 10, hours: 1, first: at(-13 * 24) }], at(0))).toBeNull()
    expect(usualOf([], at(0))).toBeNull()
  })
})

describe('silence', () => {
  const office = Array.from({ length: 168 }, (_, slot) =>
    slot < 5 * 24 && slot % 24 >= 9 && slot % 24 < 18 ? 0.9 : 0,
  )

  it('is told when it is next to impossible by the inbox’s habits', () => {
    expect(isSilent(office, at(0), at(2.9), tokyo)).toBe(false)
    expect(isSilent(office, at(0), at(3.1), tokyo)).toBe(true)
  })

  it('is none over night, at week-ends, or on a day on which the workspace is closed', () => {
    // Friday 18:00 to Monday 9:00.
    expect(isSilent(office, at(4 * 24 + 8), at(7 * 24 - 1), tokyo)).toBe(false)
    expect(isSilent(office, at(4 * 24 + 8), at(7 * 24 + 3), tokyo)).toBe(true)
    const holiday = { ...tokyo, days: [{ date: '2026-11-17', name: '休業日', blocks: [] }] }
    expect(isSilent(office, at(8), at(24 + 8), holiday)).toBe(false)
    expect(isSilent(office, at(8), at(24 + 8), tokyo)).toBe(true)
  })

  it('is none on a public holiday, unless a special day says that it is open', () => {
    const holidays = (year: number) => [{ date: `${year}-11-17`, name: { en: '', ja: '' } }]
    expect(isSilent(office, at(8), at(24 + 8), { ...tokyo, holidays })).toBe(false)
    const days = [{ date: '2026-11-17', name: '特別営業', blocks: [{ opens: 540, closes: 1080 }] }]
    expect(isSilent(office, at(8), at(24 + 8), { ...tokyo, holidays, days })).toBe(true)
  })

  it('is no news of an inbox that seldom hears anything', () => {
    const seldom = Array.from({ length: 168 }, () => 0.005)
    expect(isSilent(seldom, at(0), at(14 * 24), tokyo)).toBe(false)
  })
})

describe('the watch over silence', async () => {
  const { test, inboxId } = await paperDesk()
  let lead: Caller

  const heardAt = async (moments: readonly Date[]) => {
    await test.db.run(sql`
      insert into arrivals (workspace_id, id, inbox_id, external_id, raw, state, received_at)
      select ${test.workspaceId}, r.id, ${inboxId}, r.id::text, 'x', 'done', r.at
      from unnest(${moments.map(idAt)}::uuid[], ${moments}::timestamptz[]) as r (id, at)`)
  }

  beforeAll(async () => {
    lead = {
      ...(await addAgent(test.db, { role: 'lead', sight: [inboxId] })),
      permissions: new Set(['intake.retry']),
    }
    const weeks = [8, 7, 6, 5, 4, 3, 2, 1]
    await heardAt(weeks.flatMap((week) => [0, 1, 2, 3, 4, 5].map((n) => at(n - week * 168))))
    await heardAt([at(-0.5)])
  })

  it('learns from what came, tells since when nothing comes, and takes it back when something does', async () => {
    test.clock.set(at(-1))
    await learnUsual(test.db)
    test.clock.set(at(1))
    await watchSilence(test.db)
    expect(await showHealth(test.db, lead, inboxId)).toMatchObject({
      heardAt: at(-0.5).toISOString(),
      silentSince: null,
      knowsUsual: true,
    })
    test.clock.set(at(4))
    await watchSilence(test.db)
    expect((await showHealth(test.db, lead, inboxId)).silentSince).toBe(at(-0.5).toISOString())
    await heardAt([at(4.05)])
    test.clock.set(at(4.1))
    await watchSilence(test.db)
    expect(await showHealth(test.db, lead, inboxId)).toMatchObject({
      heardAt: at(4.05).toISOString(),
      silentSince: null,
    })
  })

  it('says nothing of the time for which the inbox was paused', async () => {
    const set = (state: string) =>
      test.db.tx((tx) =>
        act(
          'inboxes',
          'updateInbox',
          { params: { inboxId }, body: { state } },
          { caller: personWith(test.workspaceId, ['settings.write']), tx },
        ),
      )
    test.clock.set(at(168 + 3))
    await watchSilence(test.db)
    expect((await showHealth(test.db, lead, inboxId)).silentSince).not.toBeNull()
    await set('paused')
    test.clock.set(at(2 * 168))
    await set('active')
    expect((await showHealth(test.db, lead, inboxId)).silentSince).toBeNull()
    test.clock.set(at(2 * 168 + 2))
    await watchSilence(test.db)
    expect(await showHealth(test.db, lead, inboxId)).toMatchObject({
      heardAt: at(4.05).toISOString(),
      silentSince: null,
    })
    test.clock.set(at(2 * 168 + 4))
    await watchSilence(test.db)
    expect((await showHealth(test.db, lead, inboxId)).silentSince).toBe(at(2 * 168).toISOString())
  })

  it('stands beside what the island tells', async () => {
    await noteReading(test.db, inboxId, {
      backfill: { done: 3, total: 9 },
      waiting: 2,
      oldestAt: at(3),
    })
    const words = { en: 'Nobody knows.', ja: '不明です。' }
    await noteAccess(test.db, inboxId, { renewedAt: at(2), endsAt: at(50), words })
    await noteGaps(test.db, inboxId, [{ key: newId(), reason: 'x', attempts: 1 }])
    expect(await showHealth(test.db, lead, inboxId)).toMatchObject({
      reading: { done: 3, total: 9 },
      waitingThere: { count: 2, oldestAt: at(3).toISOString() },
      waitingHere: { count: 0, oldestAt: null },
      access: { renewedAt: at(2).toISOString(), endsAt: at(50).toISOString(), words },
    })
    await noteReading(test.db, inboxId, { waiting: 0 })
    expect(await showHealth(test.db, lead, inboxId)).toMatchObject({
      reading: null,
      waitingThere: { count: 0, oldestAt: null },
    })
    const agent = await addAgent(test.db, { sight: [inboxId] })
    await expect(showHealth(test.db, agent, inboxId)).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
