import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict } from '../../../kernel/errors.ts'
import { spanOf, type Keeping } from '../../../kernel/personal.ts'
import { recordAudit } from '../../audit/index.ts'
import { harassmentChanged } from '../events.ts'
import { closedBefore, nextClosed, removeRecords } from '../queries/evidence.ts'
import { limitsOf } from '../queries/limits.ts'
import { demandRecord } from './demand-record.ts'
import { saidBy } from './report-harassment.ts'

const AT_ONCE = 20

/**
 * Erases a record with its evidence before its time: somebody has a right to it, or it should never have been kept. Throws
 * `conflict` while it limits somebody. The reason stands in the audit log, which is all that is left.
 */
export const eraseHarassment = async (tx: Tx, caller: Caller, id: string, reason: string): Promise<void> => {
  demand(caller, 'harassment.erase')
  const row = await demandRecord(tx, caller, id)
  if ((await limitsOf(tx, [id])).some(({ liftedAt }) => liftedAt === null))
    throw conflict('care.limit-stands', 'A limit on contact stands. Lift it before you erase the record.')
  const { conversationId, inboxId, evidenceCount, evidenceHash } = row
  await removeRecords(tx, [id])
  tx.announce(harassmentChanged({ conversationId, inboxId, harassmentId: id }))
  await recordAudit(tx, caller, {
    action: 'care.erase-harassment',
    subject: { kind: 'harassment', id },
    details: {
      conversationId,
      reason: saidBy(reason),
      evidence: evidenceCount,
      hash: evidenceHash?.toString('hex') ?? null,
    },
  })
}

/**
 * How long closed records are kept: five years by default, the longest time in which a claim for harm to a person's body or mind
 * can be raised (Civil Code of Japan, articles 724 and 724-2). What stands is kept without any end.
 */
export const keepsHarassment: Keeping = {
  kind: 'care.harassments',
  title: { en: 'Closed records of harassment', ja: '完了したカスハラの記録' },
  hint: {
    en: 'The record, its evidence, and what was held of the customer. Records that are not closed are never removed.',
    ja: '記録・証拠・制限により保留した受信データを削除します。対応中の記録は削除されません。',
  },
  days: 1825,
  leastDays: 365,
  due: closedBefore,
  async remove(tx, { before }) {
    const rows = await nextClosed(tx, before, AT_ONCE)
    await removeRecords(
      tx,
      rows.map(({ id }) => id),
    )
    return { ...spanOf(rows.map(({ at }) => at)), next: rows.length < AT_ONCE ? null : 'more' }
  },
}
