import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { FIRST_ID, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../customers/index.ts'
import type { Change } from '../contract.ts'

/** A change to be kept with its who and when. */
export interface NewChange {
  conversationId: string
  kind: Change['kind']
  from: string | null
  to: string | null
}

/** Appends changes of one actor. */
export const insertChanges = async (tx: Tx, actor: Actor, changes: readonly NewChange[]): Promise<void> => {
  if (changes.length === 0) return
  await tx.run(sql`
    insert into conversation_changes
      (workspace_id, id, conversation_id, kind, actor_kind, actor_id, actor_name, from_value, to_value, at)
    select ${tx.workspaceId}, n.id, n.conversation_id, n.kind, ${actor.kind}, ${actor.id}::uuid, ${actor.name}, n.from_value, n.to_value, ${tx.now}
    from unnest(
      ${changes.map(() => newId())}::uuid[], ${changes.map((c) => c.conversationId)}::uuid[], ${changes.map((c) => c.kind)}::text[],
      ${changes.map((c) => c.from)}::text[], ${changes.map((c) => c.to)}::text[]
    ) as n (id, conversation_id, kind, from_value, to_value)`)
}

interface ChangeRow extends Omit<Change, 'actor' | 'at'> {
  actorKind: Change['actor']['kind']
  actorId: string | null
  actorName: string
  at: Date
}

const columns = sql`id, conversation_id as "conversationId", kind, actor_kind as "actorKind", actor_id as "actorId",
  actor_name as "actorName", from_value as "from", to_value as "to", at`

const toChange = ({ actorKind, actorId, actorName, at, ...rest }: ChangeRow): Change => ({
  ...rest,
  actor: { kind: actorKind, id: actorId, name: actorName },
  at: at.toISOString(),
})

/**
 * Changes of a conversation, and of those merged into it, that stand among the messages of a page: below `before`, and above its oldest message where older ones follow
 * (ids are UUIDv7: in order of time). Oldest first. The page's end is found in the same statement, so that messages
 * and changes are asked for at once; `end` is the oldest message's id, null where none follows.
 */
export const changesOfPage = async (
  db: Db,
  conversationId: string,
  before: string | null,
  limit: number,
): Promise<{ end: string | null; changes: Change[] }> => {
  const rows = await db.many<Partial<ChangeRow> & { end: string | null }>(sql`
    with page as (
      select case when count(*) = 2 then (array_agg(e.id order by e.id desc))[1] end as oldest from (
        select m.id from messages m
        where m.workspace_id = ${db.workspaceId} and m.conversation_id = ${conversationId}
          and (${before}::uuid is null or m.id < ${before}::uuid) and m.receipt is distinct from 'cancelled'
        order by m.id desc offset ${limit - 1} limit 2) e)
    select page.oldest as end, c.* from page left join (
      select ${columns} from conversation_changes
      where workspace_id = ${db.workspaceId}
        and conversation_id = any(array(
          select ${conversationId}::uuid union all
          select o.id from conversations o
          where o.workspace_id = ${db.workspaceId} and o.merged_into = ${conversationId} and o.merged_into is not null))
        and (${before}::uuid is null or id < ${before}::uuid)
        and id > coalesce((select oldest from page), ${FIRST_ID})
      order by id
      limit 2000) c on true
    order by c.id`)
  const changes = rows.flatMap(({ end: _, ...row }) => (row.id ? [toChange(row as ChangeRow)] : []))
  return { end: rows[0]?.end ?? null, changes }
}

/** The newest changes of some conversations since a moment: what live screens are shown. */
export const changesSince = async (
  db: Db,
  conversationIds: readonly string[],
  since: Date,
): Promise<Change[]> =>
  (
    await db.many<ChangeRow>(sql`
      select ${columns} from conversation_changes
      where workspace_id = ${db.workspaceId} and conversation_id = any(${conversationIds}::uuid[]) and at >= ${since}
      order by id`)
  ).map(toChange)

/** Who set the status last, from which to which. */
export const newestStatusChange = async (db: Db, conversationId: string): Promise<Change | undefined> => {
  const row = await db.maybe<ChangeRow>(sql`
    select ${columns} from conversation_changes
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and kind = 'status'
    order by id desc limit 1`)
  return row && toChange(row)
}

/** True when somebody changed the subject after a message came: ids are in order of time. */
export const subjectChangedAfter = async (
  db: Db,
  conversationId: string,
  messageId: string,
): Promise<boolean> =>
  (
    await db.one<{ found: boolean }>(sql`
      select exists (
        select from conversation_changes
        where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and kind = 'subject' and id > ${messageId}
      ) as found`)
  ).found
