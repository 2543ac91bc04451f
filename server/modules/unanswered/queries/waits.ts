import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** Who waits since a moment or longer waits too long: in an inbox, or in it with a team. */
export interface Cutoff {
  inboxId: string
  /** Null: with no team, or with one that has none of its own. */
  teamId: string | null
  /** Null: nobody waits too long here. */
  at: Date | null
}

/** A customer who has waited too long. */
export interface FoundRow {
  conversationId: string
  inboxId: string
  teamId: string | null
  assigneeId: string | null
}

const NEVER = '-infinity'

/**
 * Notes of those who wait too long and of whom nobody was told that they were told of; the oldest first. Each inbox is walked
 * by its index as far as the latest of its moments.
 */
export const noteWaits = (tx: Tx, cutoffs: readonly Cutoff[], limit: number): Promise<FoundRow[]> =>
  tx.many(sql`
    with k as (
      select * from unnest(${cutoffs.map(({ inboxId }) => inboxId)}::uuid[],
        ${cutoffs.map(({ teamId }) => teamId)}::uuid[],
        ${cutoffs.map(({ at }) => at?.toISOString() ?? NEVER)}::timestamptz[]) as k (inbox_id, team_id, at)
    ), bounds as (
      select k.inbox_id, max(k.at) as at from k group by k.inbox_id
    ), due as (
      select c.id, c.inbox_id, c.team_id, c.assignee_id, c.waiting_since
      from bounds b
      join conversations c on c.workspace_id = ${tx.workspaceId} and c.inbox_id = b.inbox_id and c.status = 'open'
        and c.waiting_since <= b.at
      left join k e on e.inbox_id = c.inbox_id and e.team_id = c.team_id
      join k u on u.inbox_id = c.inbox_id and u.team_id is null
      where c.merged_into is null and c.waiting_since <= coalesce(e.at, u.at) and not exists (
        select from unanswered w
        where w.workspace_id = ${tx.workspaceId} and w.conversation_id = c.id and w.waiting_since = c.waiting_since)
      order by c.waiting_since, c.id limit ${limit}
    ), noted as (
      insert into unanswered (workspace_id, conversation_id, waiting_since, told_at)
      select ${tx.workspaceId}, d.id, d.waiting_since, ${tx.now} from due d
      on conflict (workspace_id, conversation_id) do update set waiting_since = excluded.waiting_since,
        told_at = excluded.told_at
      returning conversation_id)
    select d.id as "conversationId", d.inbox_id as "inboxId", d.team_id as "teamId", d.assignee_id as "assigneeId"
    from due d join noted n on n.conversation_id = d.id`)

/** Forgets those who do not wait any more. */
export const forgetAnswered = (tx: Tx): Promise<number> =>
  tx.run(sql`
    delete from unanswered u where u.workspace_id = ${tx.workspaceId} and not exists (
      select from conversations c
      where c.workspace_id = ${tx.workspaceId} and c.id = u.conversation_id and c.waiting_since = u.waiting_since
        and c.status = 'open' and c.merged_into is null)`)

/** Whether there is any rule by which somebody would be told. */
export const anyRule = async (db: Db): Promise<boolean> =>
  (
    await db.one<{ any: boolean }>(sql`
      select exists (
        select from unanswered_rules r where r.workspace_id = ${db.workspaceId} and r.seconds is not null) as any`)
  ).any
