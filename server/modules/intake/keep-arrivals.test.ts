import { expect, it } from 'vitest'
import { addInbox } from '../../../test/factories/index.ts'
import { testDatabase } from '../../../test/harness/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { idAt } from '../../kernel/ids.ts'
import { keeps } from './keep-arrivals.ts'
import { insertArrivals } from './queries.ts'

it('lets go of the bytes of what was taken in ninety days ago, and of nothing else', async () => {
  const test = await testDatabase()
  const inboxId = await addInbox(test.db)
  const now = test.clock.now()
  const keep = async (externalId: string, state: string, days: number): Promise<void> => {
    const at = new Date(now.getTime() - days * 86_400_000)
    await insertArrivals(test.db, [{ id: idAt(at), inboxId, externalId, raw: Buffer.from('words') }], at)
    await test.db.run(sql`
      update arrivals set state = ${state} where workspace_id = ${test.workspaceId} and external_id = ${externalId}`)
  }
  await keep('old', 'done', 91)
  await keep('ignored', 'ignored', 400)
  await keep('quarantined', 'quarantined', 400)
  await keep('waiting', 'waiting', 400)
  await keep('young', 'done', 89)
  // What is held of somebody whose contact is limited goes with their record.
  await keep('held', 'ignored', 400)
  await test.db.run(sql`
    update arrivals set reason = 'limited: ' where workspace_id = ${test.workspaceId} and external_id = 'held'`)
  const days = (n: number): Date => new Date(now.getTime() - n * 86_400_000)
  const [originals, quarantine] = keeps
  if (!originals || !quarantine) throw new Error('there are two kinds')
  const before = days(originals.days ?? 0)
  const remove = (one: typeof originals, moment: Date) =>
    test.db.tx((tx) => one.remove(tx, { before: moment, place: null } as never))
  expect(await originals.due(test.db, before)).toEqual({ rows: 2, oldest: days(400) })
  expect(await remove(originals, before)).toEqual({ rows: 2, from: days(400), to: days(91), next: null })
  expect(await remove(originals, before)).toMatchObject({ rows: 0 })
  const left = await test.db.many<{ id: string }>(sql`
    select external_id as id from arrivals where workspace_id = ${test.workspaceId} and raw <> '' order by 1`)
  expect(left.map(({ id }) => id)).toEqual(['held', 'quarantined', 'waiting', 'young'])
  expect(await remove(quarantine, days(365))).toMatchObject({ rows: 1, from: days(400) })
  const again = [{ id: idAt(now), inboxId, externalId: 'old', raw: Buffer.from('words') }]
  expect((await insertArrivals(test.db, again, now)).size).toBe(0)
})
