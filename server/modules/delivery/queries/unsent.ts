import type { Db, Sql } from '../../../kernel/db/index.ts'
import { nothing, sql } from '../../../kernel/db/index.ts'
import type { Sentence } from '../../../kernel/http-client/index.ts'
import { homeOf, leavingWithin, shownName, type LeavingScope } from '../../conversations/index.ts'

/** A row of the page "not sent": where it stands, through which inbox it is to leave, and whose thread it goes on. */
export interface UnsentRow {
  messageId: string
  conversationId: string
  conversationNumber: number
  /** Through which it leaves. */
  inboxId: string
  /** Of the conversation in which it stands. */
  placeId: string
  customerName: string
  author: string
  text: string
  receipt: string
  reason: Sentence | null
  attempts: number
  nextAttemptAt: Date | null
  createdAt: Date
}

const WAITING = ['waiting', 'held', 'sending']
const FAILED = ['failed', 'uncertain']

/** States of the page's tabs. */
export const statesOf = (tab: 'all' | 'waiting' | 'failed'): string[] =>
  tab === 'waiting' ? WAITING : tab === 'failed' ? FAILED : [...WAITING, ...FAILED]

const standing = (db: Db): Sql => sql`
    join messages m on m.workspace_id = ${db.workspaceId} and m.id = d.message_id
    join conversations s on s.workspace_id = ${db.workspaceId} and s.id = m.conversation_id`

/** Messages that have not left, newest first. */
export const unsentRows = (
  db: Db,
  filter: LeavingScope & {
    states: readonly string[]
    messageIds?: readonly string[]
    before: string | null
    limit: number
  },
): Promise<UnsentRow[]> =>
  db.many(sql`
    select d.message_id as "messageId", m.conversation_id as "conversationId", s.number as "conversationNumber", d.inbox_id as "inboxId", s.inbox_id as "placeId",
      ${shownName} as "customerName", m.actor_name as author, left(m.text, 400) as text, m.receipt, d.reason, d.attempts, d.next_attempt_at as "nextAttemptAt", d.created_at as "createdAt"
    from deliveries d ${standing(db)}
    join conversations c on c.workspace_id = ${db.workspaceId}
      and c.id = ${homeOf(sql`m`)}
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where d.workspace_id = ${db.workspaceId} and d.state = any(${filter.states}::text[]) and d.state in ('waiting', 'held', 'sending', 'failed', 'uncertain')
      and ${leavingWithin(filter, sql`d.inbox_id`)}
      and (${filter.messageIds ?? null}::uuid[] is null or d.message_id = any(${filter.messageIds ?? null}::uuid[]))
      and (${filter.before}::uuid is null or d.message_id < ${filter.before}::uuid)
    order by d.message_id desc
    limit ${filter.limit}`)

/**
 * How many wait, how many failed, and how many somebody should look at (`stuck`): failed, held for a setting, or tried in
 * vain and waiting for the next try.
 */
export const unsentCounts = (
  db: Db,
  scope: LeavingScope,
): Promise<{ waiting: number; failed: number; stuck: number }> =>
  db.one(sql`
    select count(*) filter (where d.state in ('waiting', 'held', 'sending')) as waiting,
      count(*) filter (where d.state in ('failed', 'uncertain')) as failed,
      count(*) filter (where d.state in ('held', 'failed', 'uncertain') or (d.state = 'waiting' and d.attempts > 0)
        or (d.state = 'sending' and d.attempts > 1)) as stuck
    from deliveries d ${scope.sight === null ? nothing : standing(db)}
    where d.workspace_id = ${db.workspaceId} and d.state in ('waiting', 'held', 'sending', 'failed', 'uncertain')
      and ${leavingWithin(scope, sql`d.inbox_id`)}`)

/** True when one of these messages took more than one attempt. */
export const anyRepeated = async (db: Db, messageIds: readonly string[]): Promise<boolean> =>
  (await db.maybe(sql`
    select 1 from deliveries d
    where d.workspace_id = ${db.workspaceId} and d.message_id = any(${messageIds}::uuid[]) and d.attempts > 1
    limit 1`)) !== undefined
