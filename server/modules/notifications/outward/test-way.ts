import type { Caller } from '../../../kernel/caller.ts'
import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import type { Happenings } from '../../../kernel/happenings/index.ts'
import { newId } from '../../../kernel/ids.ts'
import { agentsByIds } from '../../agents/index.ts'
import { demandPerson } from '../demand-person.ts'
import type { Sending } from '../contract-outward.ts'
import { peopleTold } from '../events.ts'
import { insertTellings, putNotices, type TellingRow } from '../queries/notices.ts'
import { insertSendings, settle, type Settled } from '../queries/sendings.ts'
import { sayIt, TEST } from '../say-it.ts'
import { handOver } from './hand-over.ts'

/** What came of a test. */
export type Tested = Pick<Sending, 'state' | 'reason' | 'detail' | 'devices'>

/** Nobody would learn from a test that comes later: one that did not arrive has failed. */
const ended = (settled: Settled): Settled =>
  settled.state === 'waiting' ? { ...settled, state: 'failed', dueAt: undefined } : settled

/** Tells the caller something in one way at once: no quiet hours, no waiting. It stands in what they were told. */
export const testWay = async (
  db: WorkspaceDb,
  caller: Caller,
  happenings: Happenings,
  way: 'app' | 'push' | 'mail',
): Promise<Tested> => {
  const agentId = demandPerson(caller)
  const [agent] = await agentsByIds(db, [agentId])
  const telling: TellingRow = {
    id: newId(),
    agentId,
    happening: TEST.name,
    subject: '/settings/notifications',
    conversationId: null,
    inboxId: null,
    messageId: null,
    actorId: null,
    detail: null,
    count: 1,
    why: 'test',
    ways: [way],
  }
  const sendingId = newId()
  await db.tx(async (tx) => {
    await insertTellings(tx, [telling])
    if (way === 'app') {
      await putNotices(tx, [{ ...telling, rank: TEST.rank }])
      tx.announce(peopleTold({ tellingIds: [telling.id] }))
    } else {
      // Not due for anybody else meanwhile.
      const dueAt = new Date(tx.now.getTime() + 600_000)
      await insertSendings(tx, [{ id: sendingId, tellingId: telling.id, agentId, way, dueAt }])
    }
  })
  if (way === 'app' || !agent) return { state: 'sent', reason: null, detail: null, devices: null }
  const said = (await sayIt(db, happenings, [telling])).map((one) => one.said)
  const settled = ended(await handOver(db, agent, { way, said, withWords: true, tries: 0 }))
  await db.tx((tx) => settle(tx, [sendingId], settled))
  const { state, reason, detail = null, devices = null } = settled
  return { state, reason, detail, devices }
}
