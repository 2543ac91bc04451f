import { sees, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { conversationRows } from '../conversations/index.ts'
import { CsvFile, type Cell } from '../../kernel/http/index.ts'
import { readRows, rowsScope, type RowsQuestion } from './list-rows.ts'
import { agentNames, teamNames } from './queries/names.ts'
import type { After } from './queries/behind.ts'

const PAGE = 2000

const HEADER = [
  'row_id',
  'conversation_id',
  'conversation_number',
  'at',
  'inbox_id',
  'inbox',
  'channel',
  'team_id',
  'team',
  'agent_id',
  'agent',
]

/** The rows behind a figure as a CSV file: all of them, read in pages while the file is sent. */
export const exportMetricRows = async (
  db: Db,
  caller: Caller,
  metricId: string,
  question: RowsQuestion,
): Promise<CsvFile> => {
  const scope = await rowsScope(db, caller, metricId, question)
  const { metric, range, period } = scope
  const unit = metric.rowUnit === 'seconds' ? `${period.basis}_seconds` : metric.rowUnit
  const [teams, agents] = [await teamNames(db), await agentNames(db)]
  const inboxes = new Map(scope.places.map((place) => [place.id, place]))
  const lines = async function* (): AsyncGenerator<readonly Cell[]> {
    yield [...HEADER, ...(unit ? [unit] : [])]
    let after: After | undefined
    for (;;) {
      const { rows, next } = await readRows(db, scope, question, after, PAGE)
      const ids = [...new Set(rows.map((row) => row.conversationId))]
      const known = new Map(
        (await conversationRows(db, ids))
          .filter((row) => sees(caller, row.inboxId))
          .map((row) => [row.id, row.number]),
      )
      for (const row of rows) {
        const { id, conversationId, inboxId, teamId, agentId } = row
        const place = inboxes.get(inboxId)
        yield [
          id,
          conversationId,
          known.get(conversationId) ?? null,
          row.at.toISOString(),
          inboxId,
          place?.name ?? null,
          place?.channel ?? null,
          teamId,
          teams.get(teamId ?? '') ?? null,
          agentId,
          agents.get(agentId ?? '') ?? null,
          ...(unit ? [row.value] : []),
        ]
      }
      if (!next) return
      after = next
    }
  }
  return new CsvFile(`${metric.id}_${range.from}_${range.to}.csv`, lines)
}
