import { sql, type WorkspaceDb } from '../../server/kernel/db/index.ts'

/** What stands in a workspace, as the tables have it. */
export interface Standing {
  inboxes: { id: string; words: string }[]
  conversations: {
    id: string
    number: number
    inboxId: string
    customerId: string
    status: string
    mergedInto: string | null
    words: string
  }[]
  /**
   * `unsent`: it stands on the page of those that have not left. `mentioned`: whom it mentions who did not look yet. `to`: to
   * whom of those in a chat window it is written.
   */
  messages: {
    id: string
    conversationId: string
    authorId: string | null
    kind: string
    receipt: string | null
    to: string[]
    unsent: boolean
    mentioned: string[]
    words: string
  }[]
  files: { id: string; messageId: string; words: string }[]
  customers: { id: string; mergedInto: string | null; inboxIds: string[]; words: string }[]
  drafts: { agentId: string; conversationId: string; words: string }[]
  /** What hangs on conversations: tasks, complaints, what others were asked, records of harassment. */
  hanging: { id: string; conversationId: string; words: string }[]
  /** What people tell everybody. */
  posts: { id: string; words: string }[]
  /** What came in and became no message. */
  arrivals: { id: string; inboxId: string; state: string; words: string }[]
  blocked: { words: string }[]
  /** Customers who may be one person. */
  pairs: { a: string; b: string }[]
  members: { agentId: string; teamId: string }[]
  links: { inboxId: string; teamId: string }[]
}

type Said = Pick<Standing, 'inboxes' | 'conversations' | 'messages' | 'files' | 'customers' | 'drafts'>

/** Reads it: each thing with all its words, of whatever column. */
export const readStanding = async (db: WorkspaceDb): Promise<Standing> => {
  const [said, beside] = await Promise.all([readSaid(db), readBeside(db)])
  return { ...said, ...beside }
}

/** What was said, where, and by whom. */
const readSaid = async (db: WorkspaceDb): Promise<Said> => {
  const ws = db.workspaceId
  const [inboxes, conversations, messages, files, customers, drafts] = await Promise.all([
    db.many<Standing['inboxes'][number]>(
      sql`select id, name as words from inboxes where workspace_id = ${ws}`,
    ),
    db.many<Standing['conversations'][number]>(sql`
      select c.id, c.number, c.inbox_id as "inboxId", c.customer_id as "customerId", c.status, c.merged_into as "mergedInto",
        concat_ws(' ', c.subject, c.preview, c.addressed, case when c.addressed is null then cu.name end) as words
      from conversations c join customers cu on cu.workspace_id = ${ws} and cu.id = c.customer_id
      where c.workspace_id = ${ws}`),
    db.many<Standing['messages'][number]>(sql`
      select m.id, m.conversation_id as "conversationId", m.actor_id as "authorId", m.kind, m.receipt,
        array(select r ->> 'value' from jsonb_array_elements(m.recipients) as r
          where r ->> 'role' = 'to' and r ->> 'kind' = 'chat') as "to", exists (
          select from deliveries d where d.workspace_id = ${ws} and d.message_id = m.id
            and d.state in ('waiting', 'held', 'sending', 'failed', 'uncertain')) as unsent,
        array(select n.agent_id from mentions n
          where n.workspace_id = ${ws} and n.message_id = m.id and n.seen_at is null) as mentioned,
        concat_ws(' ', m.text, m.html, m.subject, m.actor_name, m.recipients, m.context) as words
      from messages m where m.workspace_id = ${ws}`),
    db.many<Standing['files'][number]>(sql`
      select a.id, a.message_id as "messageId", a.name as words from attachments a
      where a.workspace_id = ${ws} and a.message_id is not null`),
    db.many<Standing['customers'][number]>(sql`
      select c.id, c.merged_into as "mergedInto",
        array(select k.inbox_id from customer_inboxes k where k.workspace_id = ${ws} and k.customer_id = c.id) as "inboxIds",
        concat_ws(' ', c.name, c.kana, c.attributes,
          (select string_agg(i.value, ' ') from identities i where i.workspace_id = ${ws} and i.customer_id = c.id),
          (select string_agg(k.value, ' ') from identity_claims k where k.workspace_id = ${ws} and k.customer_id = c.id),
          (select string_agg(concat_ws(' ', h.from_value, h.to_value), ' ') from customer_changes h
            where h.workspace_id = ${ws} and h.customer_id = c.id),
          (select string_agg(n.text, ' ') from customer_notes n where n.workspace_id = ${ws} and n.customer_id = c.id)) as words
      from customers c where c.workspace_id = ${ws}`),
    db.many<Standing['drafts'][number]>(sql`
      select d.agent_id as "agentId", d.conversation_id as "conversationId", d.body::text as words from drafts d
      where d.workspace_id = ${ws}`),
  ])
  return { inboxes, conversations, messages, files, customers, drafts }
}

/** What became no message, who may be one person, and who belongs where. */
const readBeside = async (db: WorkspaceDb): Promise<Omit<Standing, keyof Said>> => {
  const ws = db.workspaceId
  const [hanging, posts, arrivals, blocked, pairs, members, links] = await Promise.all([
    db.many<Standing['hanging'][number]>(sql`
      select id, conversation_id as "conversationId", title as words from tasks where workspace_id = ${ws}
      union all
      select id, conversation_id as "conversationId", summary as words from complaints where workspace_id = ${ws}
      union all
      select a.id, a.conversation_id as "conversationId",
        concat_ws(' ', a.subject, a.partner_name, (select string_agg(concat_ws(' ', m.text, m.recipients), ' ')
          from aside_messages m where m.workspace_id = ${ws} and m.aside_id = a.id)) as words
      from asides a where a.workspace_id = ${ws}
      union all
      select id, conversation_id as "conversationId", summary as words from harassments where workspace_id = ${ws}`),
    db.many<Standing['posts'][number]>(sql`select id, body as words from posts where workspace_id = ${ws}`),
    db.many<Standing['arrivals'][number]>(sql`
      select id, inbox_id as "inboxId", state, concat_ws(' ', encode(raw, 'escape'), reason) as words from arrivals
      where workspace_id = ${ws} and state in ('quarantined', 'dismissed', 'ignored')`),
    db.many<Standing['blocked'][number]>(
      sql`select value as words from blocked_senders where workspace_id = ${ws}`,
    ),
    db.many<Standing['pairs'][number]>(sql`
      select a_id as a, b_id as b from customer_suggestions where workspace_id = ${ws} and state = 'open'`),
    db.many<Standing['members'][number]>(sql`
      select agent_id as "agentId", team_id as "teamId" from team_members where workspace_id = ${ws}`),
    db.many<Standing['links'][number]>(sql`
      select inbox_id as "inboxId", team_id as "teamId" from inbox_teams where workspace_id = ${ws}`),
  ])
  return { hanging, posts, arrivals, blocked, pairs, members, links }
}
