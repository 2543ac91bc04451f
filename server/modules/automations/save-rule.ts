import { demand, systemCaller, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid, notFound } from '../../kernel/errors.ts'
import { FIRST_ID, LAST_ID, newId } from '../../kernel/ids.ts'
import { recordAudit, type Audited } from '../audit/index.ts'
import { checkRule } from './check-rule.ts'
import type { Rule, RuleInput, SavedRule } from './contract.ts'
import type { Declared } from './declared.ts'
import { rulesChanged } from './events.ts'
import { listRules, shownRule } from './list-rules.ts'
import { refuseTrouble } from './refuse-trouble.ts'
import {
  lockRule,
  putOrder,
  putRule,
  removeRule,
  ruleRows,
  stampRules,
  type RuleRow,
} from './queries/rules.ts'

const MOST = 200

const noRule = () => notFound('automations.no-rule', 'There is no such rule.')

const about = (id: string | undefined, details: object): Pick<Audited, 'subject' | 'details'> => ({
  subject: { kind: 'rule', id },
  details: { ...details },
})

const changed = async (tx: Tx): Promise<void> => {
  await stampRules(tx)
  tx.announce(rulesChanged({}))
}

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

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

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
  const goesOn = before.enabled && same(before.when, input.when)
  const row: RuleRow = {
    ...before,
    ...input,
    name: named(input),
    version: before.version + 1,
    ...(goesOn ? {} : begun(tx, input)),
    updatedAt: tx.now,
  }
  const by = same(before.steps, input.steps) ? systemCaller(tx.workspaceId) : caller
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

/** Puts all rules in an order; throws `conflict` where they are others by now. */
export const orderRules = async (
  tx: Tx,
  caller: Caller,
  declared: Declared,
  ids: readonly string[],
): Promise<Rule[]> => {
  demand(caller, 'automations.write')
  const known = (await ruleRows(tx)).map(({ id }) => id)
  if (
    new Set(ids).size !== ids.length ||
    known.length !== ids.length ||
    !known.every((id) => ids.includes(id))
  )
    throw conflict('automations.other-rules', 'The rules are others by now. Look at them again.')
  await putOrder(tx, ids)
  await changed(tx)
  await recordAudit(tx, caller, { action: 'automations.order-rules', ...about(undefined, { ruleIds: ids }) })
  return listRules(tx, caller, declared)
}
