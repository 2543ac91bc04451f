import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { isAway } from '../../kernel/db/is-away.ts'
import { errorText } from '../../kernel/errors.ts'
import type { Declared } from './declared.ts'
import { askRun } from './jobs.ts'
import { dropHappenings, takeHappenings, waitingHappenings, type HappeningRow } from './queries/happenings.ts'
import { candidatesFor, type RuleBook, type RuleBooks } from './rule-book.ts'
import { runConversation } from './run-conversation.ts'

const BATCH = 200

/**
 * Of each conversation one happening after the other, all conversations at once: those between which nothing came are asked
 * together, since conditions see the same.
 */
const layersOf = (rows: readonly HappeningRow[]): HappeningRow[][] => {
  const layers: HappeningRow[][] = []
  for (const some of Map.groupBy(rows, ({ conversationId }) => conversationId).values()) {
    let at = 0
    let last: string | null = null
    for (const row of some) {
      if (row.atId !== null && last !== null && row.atId !== last) at += 1
      last = row.atId ?? last
      ;(layers[at] ??= []).push(row)
    }
  }
  return layers
}

const atOf = (rows: readonly HappeningRow[]): Map<string, string> =>
  new Map(rows.flatMap(({ conversationId, atId }) => (atId ? [[conversationId, atId] as const] : [])))

/** Conversations for which a rule holds. Read for all of them at once, and outside of any transaction: most of them are none. */
const concernedBy = async (
  db: WorkspaceDb,
  { conditions }: Declared,
  book: RuleBook,
  rows: readonly HappeningRow[],
): Promise<Set<string>> => {
  const found = new Set<string>()
  for (const layer of layersOf(rows)) {
    const asked = layer.filter(({ conversationId }) => !found.has(conversationId))
    const rules = [...new Set(asked.flatMap((row) => candidatesFor(book, row)))]
    const expressions = rules.flatMap(({ applies }) => applies ?? [])
    const judged = await conditions.judge(db, {
      about: 'conversation',
      ids: [...new Set(asked.map(({ conversationId }) => conversationId))],
      expressions,
      now: db.kernel.clock.now(),
      at: atOf(asked),
    })
    for (const row of asked)
      if (
        candidatesFor(book, row).some(
          ({ applies }) => applies === null || judged.holds(expressions.indexOf(applies), row.conversationId),
        )
      )
        found.add(row.conversationId)
  }
  return found
}

const answer = async (
  db: WorkspaceDb,
  declared: Declared,
  book: RuleBook,
  rows: readonly HappeningRow[],
): Promise<void> => {
  const concerned = await concernedBy(db, declared, book, rows)
  const idle = rows.filter(({ conversationId }) => !concerned.has(conversationId)).map(({ id }) => id)
  if (idle.length > 0) await db.tx((tx) => dropHappenings(tx, idle))
  const theirs = Map.groupBy(rows, ({ conversationId }) => conversationId)
  for (const conversationId of concerned) {
    const ids = theirs.get(conversationId)?.map(({ id }) => id) ?? []
    // One conversation a transaction: two of them held at once could wait for whoever takes messages in.
    await db.tx(async (tx) => runConversation(tx, declared, book, await takeHappenings(tx, ids)))
  }
}

/** One after the other, so that the one that fails is alone: it is let go, and the log of the process says so. */
const answerEach = async (
  db: WorkspaceDb,
  declared: Declared,
  book: RuleBook,
  rows: readonly HappeningRow[],
): Promise<void> => {
  for (const row of rows) {
    try {
      await answer(db, declared, book, [row])
    } catch (error) {
      if (isAway(error)) throw error
      db.kernel.log.error(
        { conversationId: row.conversationId, error: errorText(error) },
        'rules could not answer to what happened in a conversation',
      )
      await db.tx((tx) => dropHappenings(tx, [row.id]))
    }
  }
}

/**
 * Has rules answer to everything that waits for them. Who answers takes what happened with what they do, so that each rule answers
 * once to each event, however often this is killed and however many processes do it.
 */
export const runRules = async (
  db: WorkspaceDb,
  declared: Declared,
  books: RuleBooks,
  signal?: AbortSignal,
): Promise<void> => {
  for (;;) {
    const [book, rows] = [await books.read(db), await waitingHappenings(db, BATCH)]
    if (rows.length === 0) return
    if (signal?.aborted) return db.tx(async (tx) => askRun(tx))
    if (!book)
      return void (await db.tx((tx) =>
        dropHappenings(
          tx,
          rows.map(({ id }) => id),
        ),
      ))
    try {
      await answer(db, declared, book, rows)
    } catch (error) {
      if (isAway(error)) throw error
      db.kernel.log.warn({ error: errorText(error) }, 'rules failed; they answer to one after the other')
      await answerEach(db, declared, book, rows)
    }
  }
}
