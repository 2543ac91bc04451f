import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import type { AnswerLimits } from './contract.ts'
import { limitsRow, putLimits } from './queries.ts'

/** A bot that says nothing is broken; how long people may take is the workspace's to say. */
const DEFAULTS: AnswerLimits = { botMinutes: 10, personMinutes: null }

/** How long a customer may wait for whoever holds the conversation. */
export const readLimits = async (db: Db): Promise<AnswerLimits> => (await limitsRow(db)) ?? DEFAULTS

/** Settles it. */
export const saveLimits = async (tx: Tx, caller: Caller, limits: AnswerLimits): Promise<AnswerLimits> => {
  demand(caller, 'settings.write')
  const details = changedFields(await readLimits(tx), limits)
  await putLimits(tx, limits)
  await recordAudit(tx, caller, {
    action: 'routing.save-answer-limits',
    subject: { kind: 'workspace' },
    details,
  })
  return limits
}
