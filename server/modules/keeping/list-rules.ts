import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import type { Keeping } from '../../kernel/personal.ts'
import { recordAudit } from '../audit/index.ts'
import type { KeepingRule } from './contract.ts'
import { putRule, ruleRows } from './queries/rules.ts'

const DAY_MS = 24 * 3600 * 1000

/** For how many days a kind of data is kept now; null: without an end. */
export const daysOf = async (
  db: Db,
  { kind, days }: Pick<Keeping, 'kind' | 'days'>,
): Promise<number | null> => {
  const said = (await ruleRows(db)).find((row) => row.kind === kind)
  return said ? said.days : days
}

/** The moment before which data are old by now. */
export const beforeOf = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS)

const shape = (one: Keeping, days: number | null): KeepingRule => ({
  kind: one.kind,
  title: one.title,
  hint: one.hint,
  days,
  byDefault: one.days,
  leastDays: one.leastDays,
})

const find = (kinds: readonly Keeping[], kind: string): Keeping => {
  const one = kinds.find((each) => each.kind === kind)
  if (!one) throw notFound('keeping.no-kind', 'There is no such kind of data.')
  return one
}

const demandDays = ({ leastDays }: Keeping, days: number): void => {
  if (days < leastDays)
    throw invalid('keeping.too-few', `This is kept for at least ${leastDays} days. Choose a longer time.`)
}

/** How long each kind of data is kept. */
export const listRules = async (
  db: Db,
  caller: Caller,
  kinds: readonly Keeping[],
): Promise<KeepingRule[]> => {
  demand(caller, 'settings.write')
  const said = new Map((await ruleRows(db)).map(({ kind, days }) => [kind, days]))
  return kinds.map((one) => shape(one, said.has(one.kind) ? (said.get(one.kind) ?? null) : one.days))
}

/** What a rule would remove today. Changes nothing. */
export const tryRule = async (
  db: Db,
  caller: Caller,
  kinds: readonly Keeping[],
  { kind, days }: { kind: string; days: number },
): Promise<{ rows: number; oldest: string | null; before: string }> => {
  demand(caller, 'settings.write')
  const one = find(kinds, kind)
  demandDays(one, days)
  const before = beforeOf(db.kernel.clock.now(), days)
  const { rows, oldest } = await one.due(db, before)
  return { rows: Number(rows), oldest: oldest?.toISOString() ?? null, before: before.toISOString() }
}

/** Says how long a kind of data is kept. Throws `invalid` for fewer days than it may be. */
export const saveRule = async (
  tx: Tx,
  caller: Caller,
  kinds: readonly Keeping[],
  { kind, days }: { kind: string; days: number | null },
): Promise<KeepingRule> => {
  demand(caller, 'settings.write')
  const one = find(kinds, kind)
  if (days !== null) demandDays(one, days)
  const from = await daysOf(tx, one)
  await putRule(tx, kind, days)
  await recordAudit(tx, caller, {
    action: 'keeping.save-rule',
    subject: { kind: 'keeping-rule', id: kind },
    details: { days: { from, to: days } },
  })
  return shape(one, days)
}
