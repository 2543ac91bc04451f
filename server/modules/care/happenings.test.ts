import { expect, it } from 'vitest'
import { sql } from '../../kernel/db/index.ts'
import { watchComplaints } from './complaints/watch-complaints.ts'
import { letterDesk } from '../../../test/harness/letter-desk.ts'

it('tells who is given a complaint and sees to it, and leads of harassment and appeals', async () => {
  const { test, lead, second, hana, report, write, talks, limit, decide } = await letterDesk()
  await write('ばか')
  const [talk] = await talks()
  const conversationId = talk?.id as string
  await lead.ok('POST', `/api/conversations/${conversationId}/complaints`, {
    severity: 'minor',
    ownerId: hana.id,
    dueAt: '2020-01-01T00:00:00.000Z',
  })
  await watchComplaints(test.db)
  const record = await decide(await report(conversationId))
  const { body } = await limit(record, { block: true })
  await lead.ok('POST', `/api/contact-limits/${body.id}/appeals`, { words: '手紙' })
  await test.settled()
  const told = await test.db.many<{ who: string; happening: string }>(sql`
    select agent_id as who, happening from tellings
    where workspace_id = ${test.workspaceId} and (happening like 'complaint-%' or happening like 'harassment-%')`)
  const toldOf = (happening: string) =>
    told.flatMap((one) => (one.happening === happening ? [one.who] : [])).toSorted()
  expect(toldOf('complaint-given')).toEqual([hana.id])
  expect(toldOf('complaint-overdue')).toEqual([hana.id])
  // Owners and leads, whoever reported it not among them.
  expect(toldOf('harassment-reported')).toEqual(expect.arrayContaining([lead.id, second.id]))
  expect(toldOf('harassment-reported')).not.toContain(hana.id)
  expect(toldOf('harassment-appealed')).toEqual(expect.arrayContaining([lead.id, second.id]))
})
