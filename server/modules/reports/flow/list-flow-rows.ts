import type { z } from 'zod'
import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import type { FlowRow, flowRowsQuery } from '../contract-flow.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { flowRows, type Wanted } from '../queries/flow.ts'
import { placesOf, type Whose } from '../scope.ts'
import { shownConversations } from '../shown-conversations.ts'

type RowsQuestion = Whose & z.output<typeof flowRowsQuery>

const wantedOf = ({ step, next, finding }: RowsQuestion): Wanted => {
  if (finding && !step && !next) return { finding }
  if (step && next && !finding) return { step, next: next === 'none' ? null : next }
  throw invalid('reports.flow-rows', 'Ask for a step with what came next, or for a finding.')
}

/** The conversations behind a line of the picture, or behind a finding, the newest first. */
export const listFlowRows = async (
  db: Db,
  caller: Caller,
  question: RowsQuestion,
): Promise<{ items: FlowRow[]; next: string | null }> => {
  demand(caller, 'reports.read')
  const wanted = wantedOf(question)
  const { range, filter } = await placesOf(db, caller, question)
  const found = await flowRows(db, { from: range.start, to: range.end, filter }, wanted, {
    now: db.kernel.clock.now(),
    after: readCursor('newest', question.cursor),
    limit: question.limit + 1,
  })
  const rows = found.slice(0, question.limit)
  const last = rows.at(-1)
  const conversationOf = await shownConversations(
    db,
    caller,
    rows.map(({ conversationId }) => conversationId),
  )
  return {
    items: rows.map(({ conversationId, at, seconds }) => ({
      conversationId,
      conversation: conversationOf(conversationId),
      at: at.toISOString(),
      seconds,
    })),
    next:
      found.length > question.limit && last
        ? writeCursor('newest', { place: last.place, id: last.conversationId })
        : null,
  }
}
