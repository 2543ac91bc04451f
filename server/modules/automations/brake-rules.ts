import type { Tx } from '../../kernel/db/index.ts'
import type { Limits, RuleRun } from './contract.ts'
import { outwardSince, runsSince, type RunRow } from './queries/runs.ts'
import type { RuleRow } from './queries/rules.ts'

/** So many rules led to one at most. */
export const LONGEST_CHAIN = 5
/**
 * How often a rule is carried out in one conversation within an hour. What comes back by way of a job or of another program
 * bears no chain: this ends it all the same.
 */
const MOST_OFTEN = 20
const HOUR_MS = 3_600_000

/** Says whether a rule may be carried out, and whether one more action may go outside. */
export interface Brake {
  stops(rule: Pick<RuleRow, 'id'>, because: readonly string[]): RuleRun['reason']
  stopsOutward(): Promise<RuleRun['reason']>
  wentOutward(): void
  ran(rule: Pick<RuleRow, 'id'>, run: Pick<RunRow, 'state'>): void
}

/** Counts what rules did in a conversation within the last hour. */
export const brakeRules = async (tx: Tx, conversationId: string, limits: Limits): Promise<Brake> => {
  const since = new Date(tx.now.getTime() - HOUR_MS)
  const recent = await runsSince(tx, conversationId, since)
  const often = new Map<string, number>()
  const count = (ruleId: string): void => void often.set(ruleId, (often.get(ruleId) ?? 0) + 1)
  for (const { ruleId, state } of recent) if (state !== 'stopped') count(ruleId)
  let here = recent.reduce((sum, { outward }) => sum + outward, 0)
  let all: number | undefined
  let mine = 0
  return {
    stops({ id }, because) {
      if (because.includes(id)) return 'itself'
      if (because.length >= LONGEST_CHAIN) return 'chain'
      return (often.get(id) ?? 0) >= MOST_OFTEN ? 'often' : null
    },
    async stopsOutward() {
      if (here >= limits.perConversation) return 'outward-conversation'
      all ??= await outwardSince(tx, since)
      return all + mine >= limits.perHour ? 'outward-hour' : null
    },
    wentOutward() {
      here += 1
      mine += 1
    },
    ran({ id }, { state }) {
      if (state !== 'stopped') count(id)
    },
  }
}
