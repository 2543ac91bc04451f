import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { findConversation } from '../conversations/index.ts'
import { readCalendars } from '../hours/index.ts'
import type { Clock } from './contract.ts'
import { secondsOf } from './count-time.ts'
import { clockRows } from './queries/clocks.ts'
import { policyNames } from './queries/policies.ts'

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
    const stretches = kept.map(([from, to]) => ({
      from: new Date(from),
      to: to === null ? null : new Date(to),
    }))
    const today = secondsOf(row.businessTime ? calendar : null, stretches, db.kernel.clock.now())
    // What has ended is told as it was counted then.
    const seconds = kept.map(([, , counted], at) => counted ?? today[at] ?? 0)
    return {
      ...rest,
      policy: names.get(row.policyId) ?? '',
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      dueAt: dueAt?.toISOString() ?? null,
      warnedAt: warnedAt?.toISOString() ?? null,
      breachedAt: breachedAt?.toISOString() ?? null,
      counted: seconds.reduce((sum, one) => sum + one, 0),
      stretches: kept.map(([from, to], at) => ({ from, to, seconds: seconds[at] ?? 0 })),
    }
  })
}
