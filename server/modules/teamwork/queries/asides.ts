import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import type { Sentence } from '../../../kernel/http-client/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'
import type { AsideFilter, AsideKind, AsideMessage, AsideState } from '../contract-asides.ts'
import type { PartnerPerson } from '../contract-partners.ts'
import type { Place } from '../read-place.ts'

/** What was asked of others, with the conversation in which it is shown. */
export interface AsideRow {
  id: string
  /** Where it shows: what was asked of a merged conversation stands in the one that it went into. */
  conversationId: string
  /** The inbox of that conversation: who sees it sees this. */
  seenIn: string
  /** Who has that conversation. */
  assigneeId: string | null
  /** The conversation of which it was asked. */
  homeId: string
  homeNumber: number
  number: number
  kind: AsideKind
  state: AsideState
  /** Through which it leaves, and answers come in. */
  inboxId: string
  partnerId: string | null
  partner: string
  typeId: string | null
  type: string | null
  subject: string
  dueAt: Date | null
  createdBy: string | null
  createdAt: Date
  answeredAt: Date | null
  closedAt: Date | null
  closedBy: string | null
  linkUntil: Date | null
  linkEpoch: number
}

const columns = sql`
  a.id, c.id as "conversationId", c.inbox_id as "seenIn", c.assignee_id as "assigneeId", h.id as "homeId", h.number as "homeNumber", a.number, a.kind, a.state,
    a.inbox_id as "inboxId", a.partner_id as "partnerId", a.partner_name as partner, a.type_id as "typeId", a.type_name as type,
    a.subject, a.due_at as "dueAt", a.created_by as "createdBy", a.created_at as "createdAt", a.answered_at as "answeredAt",
    a.closed_at as "closedAt", a.closed_by as "closedBy", a.link_until as "linkUntil", a.link_epoch as "linkEpoch"`

/** Asides (`a`) with their conversation (`h`) and the one where they show (`c`). */
const shown = (db: Db): Sql => sql`
  asides a
    join conversations h on h.workspace_id = ${db.workspaceId} and h.id = a.conversation_id
    join conversations c on c.workspace_id = ${db.workspaceId}
      and c.id = case when h.merged_into is null then h.id else h.merged_into end`

/** What was asked about a conversation, and about those that were merged into it. */
export const asidesOf = (db: Db, conversationId: string): Promise<AsideRow[]> =>
  db.many(sql`
    select ${columns} from ${shown(db)}
    where a.workspace_id = ${db.workspaceId} and a.conversation_id = any(array(
      select ${conversationId}::uuid union all
      select o.id from conversations o
      where o.workspace_id = ${db.workspaceId} and o.merged_into is not null and o.merged_into = ${conversationId}))
    order by a.created_at, a.id`)

/** One of them. */
export const asideRow = (db: Db, id: string): Promise<AsideRow | undefined> =>
  db.maybe(sql`select ${columns} from ${shown(db)} where a.workspace_id = ${db.workspaceId} and a.id = ${id}`)

/** The same, held until the end of the transaction. */
export const holdAside = (tx: Tx, id: string): Promise<AsideRow | undefined> =>
  tx.maybe(sql`
    select ${columns} from ${shown(tx)} where a.workspace_id = ${tx.workspaceId} and a.id = ${id} for update of a`)

/** Something to be asked. */
export type NewAside = Pick<
  AsideRow,
  | 'id'
  | 'kind'
  | 'inboxId'
  | 'partnerId'
  | 'partner'
  | 'typeId'
  | 'type'
  | 'subject'
  | 'dueAt'
  | 'createdBy'
  | 'linkUntil'
> & { conversationId: string }

/** Keeps it; the conversation's row is held, so that no two get one number. */
export const insertAside = (tx: Tx, row: NewAside): Promise<number> =>
  tx.run(sql`
    insert into asides (workspace_id, id, conversation_id, number, kind, inbox_id, partner_id, partner_name, type_id, type_name,
      subject, due_at, state, created_by, created_at, link_until, link_epoch)
    select ${tx.workspaceId}, ${row.id}, ${row.conversationId}, 1 + coalesce(max(o.number), 0), ${row.kind}, ${row.inboxId},
      ${row.partnerId}, ${row.partner}, ${row.typeId}, ${row.type}, ${row.subject}, ${row.dueAt}, 'waiting', ${row.createdBy},
      ${tx.now}, ${row.linkUntil}, 1
    from asides o where o.workspace_id = ${tx.workspaceId} and o.conversation_id = ${row.conversationId}`)

/** Writes what changes of it. Another deadline is told of anew. */
export const saveAside = (tx: Tx, row: AsideRow): Promise<number> =>
  tx.run(sql`
    update asides set state = ${row.state}, answered_at = ${row.answeredAt}, closed_at = ${row.closedAt}, closed_by = ${row.closedBy},
      told_at = case when due_at is distinct from ${row.dueAt}::timestamptz then null else told_at end, due_at = ${row.dueAt},
      link_until = ${row.linkUntil}, link_epoch = ${row.linkEpoch}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`)

/** Something that was said in one. */
export interface AsideMessageRow {
  id: string
  asideId: string
  direction: AsideMessage['direction']
  via: AsideMessage['via']
  authorId: string | null
  author: string
  address: string | null
  recipients: (PartnerPerson & { role: 'to' | 'cc' | 'from' })[]
  text: string
  automatic: boolean
  at: Date
  state: AsideMessage['state']
  attempts: number
  process: number | null
  reason: Sentence | null
  accepted: string[]
  channelKey: string | null
  files: (AsideMessage['files'][number] & { fileId: string | null })[]
}

const said = (db: Db): Sql => sql`
  m.id, m.aside_id as "asideId", m.direction, m.via, m.author_id as "authorId", m.author_name as author,
    m.author_address as address, m.recipients, m.text, m.automatic, m.at, m.state, m.attempts, m.process, m.reason, m.accepted,
    m.channel_key as "channelKey",
    coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'fileId', f.file_id, 'name', f.name, 'type', f.type, 'size', f.size,
        'problem', f.problem) order by array_position(m.files, f.id))
      from attachments f where f.workspace_id = ${db.workspaceId} and f.id = any(m.files)), '[]') as files`

/** Everything that was said in some of them, the oldest first. */
export const saidInAsides = (db: Db, ids: readonly string[]): Promise<AsideMessageRow[]> =>
  db.many(sql`
    select ${said(db)} from aside_messages m
    where m.workspace_id = ${db.workspaceId} and m.aside_id = any(${ids}::uuid[]) order by m.at, m.id`)

/** One message, held until the end of the transaction. */
export const holdAsideMessage = (tx: Tx, id: string): Promise<AsideMessageRow | undefined> =>
  tx.maybe(sql`
    select ${said(tx)} from aside_messages m where m.workspace_id = ${tx.workspaceId} and m.id = ${id} for update of m`)

/** Something to be kept in one. */
export type NewAsideMessage = Pick<
  AsideMessageRow,
  | 'id'
  | 'asideId'
  | 'direction'
  | 'via'
  | 'authorId'
  | 'author'
  | 'address'
  | 'recipients'
  | 'text'
  | 'automatic'
  | 'state'
> & { at?: Date; files: readonly string[]; channelKey?: string | null }

/** Keeps it once; false where it is there already. */
export const insertAsideMessage = async (tx: Tx, row: NewAsideMessage): Promise<boolean> =>
  (await tx.run(sql`
    insert into aside_messages (workspace_id, id, aside_id, direction, via, author_id, author_name, author_address, recipients, text,
      files, automatic, at, state, attempts, accepted, channel_key)
    values (${tx.workspaceId}, ${row.id}, ${row.asideId}, ${row.direction}, ${row.via}, ${row.authorId}, ${row.author}, ${row.address},
      ${JSON.stringify(row.recipients)}::jsonb, ${row.text}, ${row.files}::uuid[], ${row.automatic}, ${row.at ?? tx.now}, ${row.state},
      0, '{}', ${row.channelKey ?? null})
    on conflict (workspace_id, id) do nothing`)) === 1

/** What is known of what was asked about a conversation. */
export interface KnownAsides {
  id: string
  waiting: number
  overdue: number
  answered: number
  escalations: number
}

/** The same for several; one about which nothing was asked has none. */
export const knownAsides = (db: Db, ids: readonly string[]): Promise<KnownAsides[]> =>
  db.many(sql`
    select h.id, count(a.id) filter (where a.state = 'waiting')::integer as waiting,
      count(a.id) filter (where a.state = 'waiting' and a.due_at <= ${db.kernel.clock.now()})::integer as overdue,
      count(a.id) filter (where a.state = 'answered')::integer as answered,
      count(a.id) filter (where a.kind = 'escalation')::integer as escalations
    from (
      select c.id, c.id as home from conversations c
      where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.merged_into is null
      union all
      select o.merged_into, o.id from conversations o
      where o.workspace_id = ${db.workspaceId} and o.merged_into is not null and o.merged_into = any(${ids}::uuid[])) h
    left join asides a on a.workspace_id = ${db.workspaceId} and a.conversation_id = h.home
    group by h.id`)

/** One in a list of all conversations. */
export interface ListedAsideRow extends AsideRow {
  last: string
  conversationNumber: number
  conversationSubject: string
  customer: string
  /** Where it stands in the list's order: to the microsecond. */
  place: string
}

const NEVER = '9999-12-31T00:00:00.000000Z'

const moment = (column: Sql): Sql =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** A page of them in sight: what is due first, or of what is done with the newest. */
export const asidePage = (
  db: Db,
  filter: AsideFilter & {
    callerId: string | undefined
    after: Place | undefined
    limit: number
  },
  sight: Sight,
): Promise<ListedAsideRow[]> => {
  const { whose, state, kind, callerId, after, limit } = filter
  const isClosed = state === 'closed'
  const at = isClosed ? sql`a.closed_at` : sql`coalesce(a.due_at, ${NEVER}::timestamptz)`
  const way = isClosed ? sql`desc` : sql`asc`
  const beyond = isClosed ? sql`<` : sql`>`
  const states = {
    open: sql`a.state in ('waiting', 'answered')`,
    waiting: sql`a.state = 'waiting'`,
    overdue: sql`a.state = 'waiting' and a.due_at <= ${db.kernel.clock.now()}`,
    answered: sql`a.state = 'answered'`,
    closed: sql`a.state = 'closed'`,
  }
  return db.many(sql`
    select ${columns}, c.number as "conversationNumber", c.subject as "conversationSubject",
      coalesce(c.addressed, cu.name) as customer, ${moment(at)} as place,
      coalesce((select left(m.text, 200) from aside_messages m
        where m.workspace_id = ${db.workspaceId} and m.aside_id = a.id order by m.at desc, m.id desc limit 1), '') as last
    from ${shown(db)}
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where a.workspace_id = ${db.workspaceId} and ${states[state]}
      and (${kind ?? null}::text is null or a.kind = ${kind ?? null}::text)
      and ${whose === 'me' ? ofPerson(callerId) : sql`true`}
      and ${inSight(sql`c.inbox_id`, sight)}
      and (${after?.place ?? null}::timestamptz is null
        or (${at}, a.id) ${beyond} (${after?.place ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by ${at} ${way}, a.id ${way}
    limit ${limit}`)
}

/** Condition: somebody asked it, or has its conversation. */
const ofPerson = (agentId: string | undefined): Sql =>
  sql`(a.created_by = ${agentId ?? null}::uuid or c.assignee_id = ${agentId ?? null}::uuid)`

/** How many of somebody's, in sight, were answered and wait for them, or are overdue. */
export const countAsides = async (db: Db, agentId: string, sight: Sight): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
      select count(*)::integer as n from ${shown(db)}
      where a.workspace_id = ${db.workspaceId}
        and (a.state = 'answered' or a.state = 'waiting' and a.due_at <= ${db.kernel.clock.now()})
        and ${ofPerson(agentId)} and ${inSight(sql`c.inbox_id`, sight)}`)
  ).n

/** One whose deadline has come. */
export interface OverdueAside {
  id: string
  conversationId: string
  inboxId: string
  createdBy: string | null
  assigneeId: string | null
}

/** Notes of those whose deadline has come that it was said; the oldest first. */
export const takeOverdueAsides = (tx: Tx, limit: number): Promise<OverdueAside[]> =>
  tx.many(sql`
    with due as (
      select a.id from asides a
      where a.workspace_id = ${tx.workspaceId} and a.state = 'waiting' and a.told_at is null and a.due_at <= ${tx.now}
      order by a.due_at limit ${limit}
      for update skip locked)
    update asides a set told_at = ${tx.now}
    from due, conversations h, conversations c
    where a.workspace_id = ${tx.workspaceId} and a.id = due.id
      and h.workspace_id = ${tx.workspaceId} and h.id = a.conversation_id
      and c.workspace_id = ${tx.workspaceId} and c.id = case when h.merged_into is null then h.id else h.merged_into end
    returning a.id, c.id as "conversationId", c.inbox_id as "inboxId", a.created_by as "createdBy", c.assignee_id as "assigneeId"`)
