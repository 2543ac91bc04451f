import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { flowFinding, type FlowPicture } from '../contract-flow.ts'
import {
  beganCount,
  findingCount,
  MOST_LOOKED_AT,
  moveRows,
  pairRows,
  stepRows,
  type Asked,
} from '../queries/flow.ts'
import { agentNames, teamNames } from '../queries/names.ts'
import { placesOf, type Whose } from '../scope.ts'
import { WAITS_FOR } from './steps.ts'

const MOST_PAIRS = 10

/** How the conversations that began in a period went: which step followed which, and what is worth a look. */
export const readFlow = async (db: Db, caller: Caller, question: Whose): Promise<FlowPicture> => {
  demand(caller, 'reports.read')
  const { range, filter } = await placesOf(db, caller, question)
  const asked: Asked = { from: range.start, to: range.end, filter }
  const now = db.kernel.clock.now()
  const began = await beganCount(db, asked)
  const steps = await stepRows(db, asked)
  const moves = await moveRows(db, asked, now)
  const pairs = await pairRows(db, asked, MOST_PAIRS)
  const findings: FlowPicture['findings'] = []
  for (const finding of flowFinding.options)
    findings.push({ finding, conversations: await findingCount(db, asked, finding) })
  const names = { agent: await agentNames(db), team: await teamNames(db) }
  return {
    from: range.from,
    to: range.to,
    asOf: now.toISOString(),
    began,
    looked: Math.min(began, MOST_LOOKED_AT),
    steps,
    moves: moves.map(({ percentiles: [median, p90], ...move }) => ({
      ...move,
      median,
      p90,
      waitsFor: WAITS_FOR[move.step],
    })),
    findings,
    pairs: pairs.map(({ kind, one, other, n }) => ({
      kind,
      between: [one, other].map((id) => ({ id, name: names[kind].get(id) ?? null })),
      n,
    })),
  }
}
