import { v5 } from 'uuid'
import type { Tx } from '../../kernel/db/index.ts'
import { causesOf, type EventOf, type Listener } from '../../kernel/events/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Triggers } from '../../kernel/triggers/index.ts'
import { askRun } from './jobs.ts'
import { insertHappenings, type HappeningRow } from './queries/happenings.ts'
import { candidatesFor, delayOf, type RuleBook, type RuleBooks, type TimedRule } from './rule-book.ts'

/** A rule whose time has come in a conversation; the same one whoever finds it. */
export const dueHappening = (
  tx: Tx,
  rule: TimedRule,
  { id, at }: { id: string; at: Date },
): HappeningRow => ({
  id: newId(),
  eventId: v5(`${id} ${at.toISOString()}`, rule.id),
  conversationId: id,
  triggers: [],
  atId: null,
  ruleId: rule.id,
  moment: at,
  because: [],
  at: tx.now,
})

const happeningsOf = (
  triggers: Triggers,
  book: RuleBook,
  events: readonly EventOf<unknown>[],
): HappeningRow[] =>
  events.flatMap((event) =>
    triggers
      .happenedBy(event)
      .filter((one) => candidatesFor(book, { ruleId: null, triggers: one.triggers, at: event.at }).length > 0)
      .map((one) => ({
        id: newId(),
        eventId: event.id,
        conversationId: one.id,
        triggers: one.triggers,
        atId: one.at ?? null,
        ruleId: null,
        moment: null,
        because: [...causesOf(event.payload)],
        at: event.at,
      })),
  )

/** What is told late has a moment that lies back: where a rule's time has come by then, nobody looks there any more. */
const lateOf = async (
  tx: Tx,
  triggers: Triggers,
  book: RuleBook,
  events: readonly EventOf<unknown>[],
): Promise<HappeningRow[]> => {
  const found: HappeningRow[] = []
  for (const [name, rules] of Map.groupBy(book.timed, ({ when }) => when.moment)) {
    const moment = triggers.moment(name)
    const told = new Map<string, Date>(
      events.flatMap((event) => moment?.toldLate(event).map((id) => [id, event.at] as const) ?? []),
    )
    if (!moment || told.size === 0) continue
    for (const [id, at] of await moment.read(tx, [...told.keys()]))
      for (const rule of rules)
        if (at.getTime() + delayOf(rule) <= tx.now.getTime() && rule.since <= (told.get(id) as Date))
          found.push(dueHappening(tx, rule, { id, at }))
  }
  return found
}

/**
 * Keeps what rules are to answer to, with the removal of the announcement that says so. It is answered in transactions of its
 * own: an action that fails undoes nothing of other rooms, and the dispatcher waits for no conversation.
 */
export const collect = (triggers: Triggers, books: RuleBooks): Listener => ({
  room: 'automations',
  // The rooms declare theirs when all of them are there.
  get events() {
    return triggers.events
  },
  async handle(tx, events) {
    const book = await books.read(tx)
    if (!book || book.rules.length === 0) return
    const rows = [...happeningsOf(triggers, book, events), ...(await lateOf(tx, triggers, book, events))]
    if (rows.length === 0) return
    await insertHappenings(tx, rows)
    askRun(tx)
  },
})
