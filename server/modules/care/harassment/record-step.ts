import type { Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf } from '../../customers/index.ts'
import type { HarassmentStep } from '../contract-harassment.ts'
import { harassmentChanged } from '../events.ts'
import type { HarassmentRow } from '../queries/harassments.ts'
import { insertStep } from '../queries/harassments.ts'

type Place = Pick<HarassmentRow, 'id' | 'conversationId' | 'inboxId'>

/** What happened to a record. */
export interface Stepped {
  step: HarassmentStep['step']
  /** What somebody wrote with it. Stays with the record, and out of the audit log. */
  words?: string
  details?: Record<string, unknown>
}

/**
 * Keeps with a record what happened to it and by whom, notes it in the audit log, and has screens read it again. The audit log
 * gets nothing of what was said: it outlives the record.
 */
export const recordStep = async (
  tx: Tx,
  caller: Caller,
  { id, conversationId, inboxId }: Place,
  { step, words = '', details = {} }: Stepped,
): Promise<void> => {
  const actor = actorOf(caller)
  await insertStep(tx, id, {
    id: newId(),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    step,
    words,
    details,
  })
  tx.announce(harassmentChanged({ conversationId, inboxId, harassmentId: id }))
  await recordAudit(tx, caller, {
    action: AUDITED[step],
    subject: { kind: 'harassment', id },
    details: { conversationId },
  })
}

const AUDITED: Record<HarassmentStep['step'], string> = {
  reported: 'care.report-harassment',
  changed: 'care.change-harassment',
  confirmed: 'care.confirm-harassment',
  dismissed: 'care.dismiss-harassment',
  kept: 'care.keep-evidence',
  'taken-over': 'care.take-over',
  limited: 'care.limit-contact',
  blocked: 'care.block-customer',
  told: 'care.tell-limit',
  'not-told': 'care.tell-limit-failed',
  reviewed: 'care.review-limit',
  lifted: 'care.lift-limit',
  appealed: 'care.appeal',
  upheld: 'care.uphold-limit',
  granted: 'care.grant-appeal',
  closed: 'care.close-harassment',
  reopened: 'care.reopen-harassment',
  'erased-customer': 'care.keep-after-erasure',
}
