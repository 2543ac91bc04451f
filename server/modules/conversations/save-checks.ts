import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import type { CheckRules } from './checks/check-reply.ts'
import { putRules, rulesRow } from './queries/checks.ts'

/** What is rarely meant is asked about until somebody says otherwise; words are the workspace's own. */
const DEFAULTS: CheckRules = {
  wrongName: true,
  noHonorific: true,
  otherAddress: true,
  otherOrder: true,
  noAttachment: true,
  warningWords: [],
  forbiddenWords: [],
  approvals: [],
}

/** What the workspace wants to have checked before a message is sent. */
export const readChecks = async (db: Db): Promise<CheckRules> => ({ ...DEFAULTS, ...(await rulesRow(db)) })

/** Each word once, as it was typed. */
const tidy = (words: readonly string[]): string[] => [
  ...new Set(words.map((word) => word.trim()).filter((word) => word !== '')),
]

/** Settles what is checked before a message is sent. */
export const saveChecks = async (tx: Tx, caller: Caller, wanted: CheckRules): Promise<CheckRules> => {
  demand(caller, 'settings.write')
  const before = await readChecks(tx)
  const after = {
    ...wanted,
    warningWords: tidy(wanted.warningWords),
    forbiddenWords: tidy(wanted.forbiddenWords),
    approvals: wanted.approvals.map((rule) => ({ ...rule, words: tidy(rule.words) })),
  }
  await putRules(tx, after)
  const details = changedFields(before, after)
  if (Object.keys(details).length > 0)
    await recordAudit(tx, caller, {
      action: 'conversations.save-checks',
      subject: { kind: 'send-checks' },
      details,
    })
  return after
}
