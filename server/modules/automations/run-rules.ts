import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { isAway } from '../../kernel/db/is-away.ts'
import { errorText } from '../../kernel/errors.ts'
import { brakeRules, readLastHour } from './brake-rules.ts'
import type { Declared } from './declared.ts'
import { askRun } from './jobs.ts'
import { dropHappenings, takeHappenings, waitingHappenings, type HappeningRow } from './queries/happenings.ts'
import type { RuleRow } from './queries/rules.ts'
import { candidatesFor, type RuleBook, type RuleBooks } from './rule-book.ts'
import { runConversation } from './run-conversation.ts'

const BATCH = 200
/** Conversations that are answered in beside each other, each in a transaction of its own. */
const AT_ONCE = 4

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

/** Which rules hold for which happening. Read for all of them at once, and outside of any transaction: for most none does. */
const heldBy = async (
  db: WorkspaceDb,
  { conditions }: Declared,
  book: RuleBook,
  rows: readonly HappeningRow[],
): Promise<Map<string, Set<RuleRow>>> => {
  const held = new Map<string, Set<RuleRow>>()
  for (const layer of layersOf(rows)) {
    const asked = layer.map((row) => ({ row, candidates: candidatesFor(book, row) }))
    const expressions = [...new Set(asked.flatMap(({ candidates }) => candidates))].flatMap(
      ({ applies }) => applies ?? [],
    )
    const place = new Map(expressions.map((expression, at) => [expression, at]))
    const judged = await conditions.judge(db, {
      about: 'conversation',
      ids: [...new Set(layer.map(({ conversationId }) => conversationId))],
      expressions,
      now: db.kernel.clock.now(),
      at: atOf(layer),
    })
    for (const { row, candidates } of asked) {
      const some = candidates.filter(
        ({ applies }) => applies === null || judged.holds(place.get(applies) ?? 0, row.conversationId),
      )
      if (some.length > 0) held.set(row.id, new Set(some))
    }
  }
  return held
}

const answer = async (
  db: WorkspaceDb,
  declared: Declared,
  book: RuleBook,
  rows: readonly HappeningRow[],
): Promise<void> => {
  const held = await heldBy(db, declared, book, rows)
  const concerned = new Set(rows.filter(({ id }) => held.has(id)).map(({ conversationId }) => conversationId))
  const idle = rows.filter(({ conversationId }) => !concerned.has(conversationId)).map(({ id }) => id)
  if (idle.length > 0) await db.tx((tx) => dropHappenings(tx, idle))
  if (concerned.size === 0) return
  const hour = await readLastHour(db, [...concerned])
  const theirs = Map.groupBy(rows, ({ conversationId }) => conversationId)
  const waiting = [...concerned]
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const conversationId = id
      const ids = theirs.get(conversationId)?.map((row) => row.id) ?? []
      // One conversation a transaction: two of them held at once could wait for whoever takes messages in.
      await db.tx(async (tx) => {
        const brake = brakeRules(conversationId, hour, book.limits)
        await runConversation(tx, declared, { book, brake }, await takeHappenings(tx, ids), held)
      })
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
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
    if (!book) {
      const ids = rows.map(({ id }) => id)
      await db.tx((tx) => dropHappenings(tx, ids))
      continue
    }
    try {
      await answer(db, declared, book, rows)
    } catch (error) {
      if (isAway(error)) throw error
      db.kernel.log.warn({ error: errorText(error) }, 'rules failed; they answer to one after the other')
      await answerEach(db, declared, book, rows)
    }
  }
}
