import { isDeepStrictEqual } from 'node:util'
import { demand, systemCaller, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid, notFound } from '../../kernel/errors.ts'
import { FIRST_ID, LAST_ID, newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { checkRule } from './check-rule.ts'
import type { Rule, RuleInput, SavedRule } from './contract.ts'
import { aboutRule as about, rulesAreOther as changed } from './changed-rules.ts'
import type { Declared } from './declared.ts'
import { shownRule } from './list-rules.ts'
import { refuseTrouble } from './refuse-trouble.ts'
import { lockRule, putRule, removeRule, ruleRows, type RuleRow } from './queries/rules.ts'

const MOST = 200

const noRule = () => notFound('automations.no-rule', 'There is no such rule.')

/** A rule answers from now on; one by time that is to look back begins with what was due first. */
const begun = (tx: Tx, { when }: RuleInput): Pick<RuleRow, 'since' | 'lookedAt' | 'lookedId'> =>
  'moment' in when && when.past
    ? { since: tx.now, lookedAt: new Date(0), lookedId: FIRST_ID }
    : { since: tx.now, lookedAt: tx.now, lookedId: LAST_ID }

const keep = async (tx: Tx, declared: Declared, row: RuleRow, by: Caller): Promise<void> => {
  await checkRule(tx, declared, by, row)
  await refuseTrouble(tx, declared, row)
  await putRule(tx, row)
  await changed(tx)
}

const named = (input: RuleInput): string => {
  const name = input.name.trim()
  if (name === '') throw invalid('automations.empty-name', 'The rule has no name. Enter one.')
  return name
}

/** Adds a rule behind all others. */
export const createRule = async (
  tx: Tx,
  caller: Caller,
  declared: Declared,
  input: SavedRule,
): Promise<Rule> => {
  demand(caller, 'automations.write')
  if ((await ruleRows(tx)).length >= MOST)
    throw invalid('automations.too-many', `There are ${MOST} rules already. Remove one first.`)
  const row: RuleRow = {
    ...input,
    id: newId(),
    name: named(input),
    version: 1,
    ...begun(tx, input),
    updatedAt: tx.now,
  }
  await keep(tx, declared, row, caller)
  await recordAudit(tx, caller, { action: 'automations.create-rule', ...about(row.id, input) })
  return shownRule(tx, declared, row)
}

const held = async (tx: Tx, id: string): Promise<RuleRow> => {
  const row = await lockRule(tx, id)
  if (!row) throw noRule()
  return row
}

/** Replaces a rule. What the caller may not build stays as somebody else built it. */
export const updateRule = async (
  tx: Tx,
  caller: Caller,
  declared: Declared,
  { id, version, ...input }: SavedRule & { id: string; version?: number | undefined },
): Promise<Rule> => {
  demand(caller, 'automations.write')
  const before = await held(tx, id)
  if (version !== undefined && version !== before.version)
    throw conflict(
      'automations.changed-meanwhile',
      'Somebody else changed this rule meanwhile. Look at it again before you change it.',
    )
  const goesOn = before.enabled && isDeepStrictEqual(before.when, input.when)
  const row: RuleRow = {
    ...before,
    ...input,
    // What was meant so is not asked again.
    confirmed: [...new Set([...before.confirmed, ...input.confirmed])].slice(-200),
    name: named(input),
    version: before.version + 1,
    ...(goesOn ? {} : begun(tx, input)),
    updatedAt: tx.now,
  }
  const by = isDeepStrictEqual(before.steps, input.steps) ? systemCaller(tx.workspaceId) : caller
  await keep(tx, declared, row, by)
  await recordAudit(tx, caller, { action: 'automations.update-rule', ...about(id, input) })
  return shownRule(tx, declared, row)
}

/** Switches a rule on or off. */
export const enableRule = async (
  tx: Tx,
  caller: Caller,
  declared: Declared,
  { id, enabled, confirmed }: { id: string; enabled: boolean; confirmed: string[] },
): Promise<Rule> => {
  demand(caller, 'automations.write')
  const before = await held(tx, id)
  if (before.enabled === enabled) return shownRule(tx, declared, before)
  const row: RuleRow = {
    ...before,
    enabled,
    version: before.version + 1,
    confirmed: [...new Set([...before.confirmed, ...confirmed])].slice(-200),
    ...(enabled ? begun(tx, before) : {}),
  }
  if (enabled) await keep(tx, declared, row, systemCaller(tx.workspaceId))
  else {
    await putRule(tx, row)
    await changed(tx)
  }
  await recordAudit(tx, caller, {
    action: enabled ? 'automations.enable-rule' : 'automations.disable-rule',
    ...about(id, { name: row.name }),
  })
  return shownRule(tx, declared, row)
}

/** Removes a rule; what it did stays in the log. */
export const deleteRule = async (tx: Tx, caller: Caller, id: string): Promise<null> => {
  demand(caller, 'automations.write')
  const name = await removeRule(tx, id)
  if (name === undefined) throw noRule()
  await changed(tx)
  await recordAudit(tx, caller, { action: 'automations.delete-rule', ...about(id, { name }) })
  return null
}
