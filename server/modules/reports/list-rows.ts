import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Behind } from './contract.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { behindRows, type After, type BehindRow, type Sort } from './queries/behind.ts'
import { scopeOf, type Question, type Scope } from './scope.ts'
import { shownConversations } from './shown-conversations.ts'

/** Which of the rows behind a figure, and in which order. */
export interface RowsQuestion extends Question {
  outcome?: 'yes' | 'no' | undefined
  sort: Sort
}

/** Checks what is asked of the rows behind a figure, and makes it ready. */
export const rowsScope = async (
  db: Db,
  caller: Caller,
  metricId: string,
  question: RowsQuestion,
): Promise<Scope> => {
  const scope = await scopeOf(db, caller, metricId, question)
  if (question.outcome && scope.metric.rowUnit !== 'share')
    throw invalid(
      'reports.no-outcome',
      'The rows of this metric are neither yes nor no. Leave out `outcome`.',
    )
  if (question.sort !== 'newest' && scope.metric.rowUnit === null)
    throw invalid('reports.no-value', 'The rows of this metric have no value to sort by. Sort by newest.')
  return scope
}

/** One page of rows, and where the next one begins. */
export const readRows = async (
  db: Db,
  { metric, period, filter }: Scope,
  { outcome, sort }: Pick<RowsQuestion, 'outcome' | 'sort'>,
  after: After | undefined,
  limit: number,
): Promise<{ rows: BehindRow[]; next: After | null }> => {
  const wanted = outcome === undefined ? null : outcome === 'yes' ? 1 : 0
  const found = await behindRows(db, metric, period, filter, {
    sort,
    outcome: wanted,
    after,
    limit: limit + 1,
  })
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  if (found.length <= limit || !last) return { rows, next: null }
  return { rows, next: { place: sort === 'newest' ? last.place : String(last.value), id: last.id } }
}

/** The rows behind a figure, by pages, each with the conversation that it is about. */
export const listMetricRows = async (
  db: Db,
  caller: Caller,
  metricId: string,
  question: RowsQuestion & { cursor?: string | undefined; limit: number },
): Promise<{ items: Behind[]; next: string | null }> => {
  const scope = await rowsScope(db, caller, metricId, question)
  const after = readCursor(question.sort, question.cursor)
  const { rows, next } = await readRows(db, scope, question, after, question.limit)
  const conversationOf = await shownConversations(
    db,
    caller,
    rows.map(({ conversationId }) => conversationId),
  )
  return {
    items: rows.map(({ place: _place, at, ...row }) => ({
      ...row,
      conversation: conversationOf(row.conversationId),
      at: at.toISOString(),
    })),
    next: next && writeCursor(question.sort, next),
  }
}
