import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { findConversation } from '../conversations/index.ts'
import { readCalendars } from '../hours/index.ts'
import type { Clock } from './contract.ts'
import { countedIn, type Counting } from './count-time.ts'
import { clockRows, type ClockRow } from './queries/clocks.ts'
import { policyNames } from './queries/policies.ts'

/** What each stretch counted: of a clock that has ended as it was counted then. */
const countedOf = (kept: ClockRow['stretches'], counting: Counting, now: Date): Clock['stretches'] =>
  kept.flatMap(([from, to, seconds]) =>
    seconds === undefined
      ? countedIn(counting, [{ from: new Date(from), to: to === null ? null : new Date(to) }], now).map(
          (one) => ({
            from: one.from.toISOString(),
            to: one.to?.toISOString() ?? null,
            seconds: one.seconds,
          }),
        )
      : [{ from, to, seconds }],
  )

/** What was promised in a conversation, with the times that count. */
export const listClocks = async (db: Db, caller: Caller, conversationId: string): Promise<Clock[]> => {
  demand(caller, 'conversations.read')
  const place = await findConversation(db, caller, conversationId)
  const [clocks, calendars] = await Promise.all([clockRows(db, [place.id]), readCalendars(db)])
  const names = await policyNames(db, [...new Set(clocks.map(({ policyId }) => policyId))])
  const calendar = calendars.of(place)
  return clocks.map((row) => {
    const {
      nextAt: _,
      conversationId: _id,
      stretches: kept,
      startedAt,
      endedAt,
      dueAt,
      warnedAt,
      breachedAt,
      wasTold: _told,
      ...rest
    } = row
    const stretches = countedOf(kept, row.businessTime ? calendar : null, db.kernel.clock.now())
    return {
      ...rest,
      policy: names.get(row.policyId) ?? '',
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      dueAt: dueAt?.toISOString() ?? null,
      warnedAt: warnedAt?.toISOString() ?? null,
      breachedAt: breachedAt?.toISOString() ?? null,
      counted: stretches.reduce((sum, { seconds }) => sum + seconds, 0),
      stretches,
    }
  })
}
