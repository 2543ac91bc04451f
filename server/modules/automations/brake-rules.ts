import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Limits, RuleRun } from './contract.ts'
import { outwardSince, runsSince, type RecentRun, type RunRow } from './queries/runs.ts'
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
  /** Takes one of what may go outside; gives why there is none left. */
  takeOutward(tx: Tx): Promise<RuleRun['reason']>
  /** What was taken did not go outside. */
  giveBack(): void
  ran(rule: Pick<RuleRow, 'id'>, run: Pick<RunRow, 'steps'>): void
}

/** What rules did within the last hour, read once for a batch of conversations. */
export interface LastHour {
  /** In each conversation. */
  runs: ReadonlyMap<string, readonly RecentRun[]>
  /** Takes one of so much that may go outside, of all conversations, those that are answered in beside each other among them. */
  takeOutward(tx: Tx, most: number): Promise<boolean>
  giveBack(): void
}

/** Reads what rules did in conversations within the last hour. Rules of a workspace are run one batch after the other. */
export const readLastHour = async (db: Db, conversationIds: readonly string[]): Promise<LastHour> => {
  const since = new Date(db.kernel.clock.now().getTime() - HOUR_MS)
  const rows = await runsSince(db, conversationIds, since)
  let before: Promise<number> | undefined
  let more = 0
  return {
    runs: Map.groupBy(rows, ({ conversationId }) => conversationId),
    takeOutward: async (tx, most) => {
      const sum = await (before ??= outwardSince(tx, since))
      if (sum + more >= most) return false
      more += 1
      return true
    },
    giveBack: () => {
      more -= 1
    },
  }
}

/** Counts what rules do in a conversation, with what they did there within the last hour. */
export const brakeRules = (conversationId: string, hour: LastHour, limits: Limits): Brake => {
  const often = new Map<string, number>()
  const count = (ruleId: string): void => void often.set(ruleId, (often.get(ruleId) ?? 0) + 1)
  const recent = hour.runs.get(conversationId) ?? []
  for (const { ruleId, acted } of recent) if (acted) count(ruleId)
  let here = recent.reduce((sum, { outward }) => sum + outward, 0)
  return {
    stops({ id }, because) {
      if (because.includes(id)) return 'itself'
      if (because.length >= LONGEST_CHAIN) return 'chain'
      return (often.get(id) ?? 0) >= MOST_OFTEN ? 'often' : null
    },
    async takeOutward(tx) {
      if (here >= limits.perConversation) return 'outward-conversation'
      if (!(await hour.takeOutward(tx, limits.perHour))) return 'outward-hour'
      here += 1
      return null
    },
    giveBack() {
      here -= 1
      hour.giveBack()
    },
    ran({ id }, { steps }) {
      // What changes nothing announces nothing: it leads to no other rule, however often it is asked for.
      if (steps.some(({ state }) => state === 'done' || state === 'failed')) count(id)
    },
  }
}
