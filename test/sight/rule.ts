import { sql, type WorkspaceDb } from '../../server/kernel/db/index.ts'

/** Somebody whose sight is asked about. */
export interface Viewer {
  id: string
  role: 'owner' | 'lead' | 'agent' | 'readonly'
}

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
  /** `unsent`: it stands on the page of those that have not left. `mentioned`: whom it mentions who did not look yet. */
  messages: {
    id: string
    conversationId: string
    authorId: string | null
    unsent: boolean
    mentioned: string[]
    words: string
  }[]
  files: { id: string; messageId: string; words: string }[]
  customers: { id: string; mergedInto: string | null; inboxIds: string[]; words: string }[]
  drafts: { agentId: string; conversationId: string; words: string }[]
  members: { agentId: string; teamId: string }[]
  links: { inboxId: string; teamId: string }[]
}

/** Reads it: each thing with all its words, of whatever column. */
export const readStanding = async (db: WorkspaceDb): Promise<Standing> => {
  const ws = db.workspaceId
  const [inboxes, conversations, messages, files, customers, drafts, members, links] = await Promise.all([
    db.many<Standing['inboxes'][number]>(
      sql`select id, name as words from inboxes where workspace_id = ${ws}`,
    ),
    db.many<Standing['conversations'][number]>(sql`
      select c.id, c.number, c.inbox_id as "inboxId", c.customer_id as "customerId", c.status, c.merged_into as "mergedInto",
        concat_ws(' ', c.subject, c.preview, c.addressed, case when c.addressed is null then cu.name end) as words
      from conversations c join customers cu on cu.workspace_id = ${ws} and cu.id = c.customer_id
      where c.workspace_id = ${ws}`),
    db.many<Standing['messages'][number]>(sql`
      select m.id, m.conversation_id as "conversationId", m.actor_id as "authorId", exists (
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
          (select string_agg(n.text, ' ') from customer_notes n where n.workspace_id = ${ws} and n.customer_id = c.id)) as words
      from customers c where c.workspace_id = ${ws}`),
    db.many<Standing['drafts'][number]>(sql`
      select d.agent_id as "agentId", d.conversation_id as "conversationId", d.body::text as words from drafts d
      where d.workspace_id = ${ws}`),
    db.many<Standing['members'][number]>(sql`
      select agent_id as "agentId", team_id as "teamId" from team_members where workspace_id = ${ws}`),
    db.many<Standing['links'][number]>(sql`
      select inbox_id as "inboxId", team_id as "teamId" from inbox_teams where workspace_id = ${ws}`),
  ])
  return { inboxes, conversations, messages, files, customers, drafts, members, links }
}

/** What somebody may be told: the ids that may be named, and all words that may be said. */
export interface Allowed {
  ids: ReadonlySet<string>
  words: ReadonlySet<string>
  numbers: ReadonlySet<number>
  /** What stands by itself, and so in lists. */
  conversations: Standing['conversations']
  messages: Standing['messages']
  customers: ReadonlySet<string>
}

/** The words of the test's own making within a text. */
export const marksIn = (text: string): string[] => text.match(/zq[a-z]{8}/g) ?? []

/**
 * The rule, said once more and in few words: owners and leads see every inbox, others those of their teams; a conversation
 * is seen by who sees its inbox, and a merged one by who sees the one it went into; whatever stands in it goes with it. A
 * customer is seen by who sees one of the inboxes through which they wrote or were written to, or by all where there is none.
 */
export const allowedTo = (viewer: Viewer, standing: Standing, only?: readonly string[]): Allowed => {
  const teams = standing.members.filter(({ agentId }) => agentId === viewer.id).map(({ teamId }) => teamId)
  const sees = (inboxId: string): boolean =>
    only === undefined
      ? viewer.role === 'owner' ||
        viewer.role === 'lead' ||
        standing.links.some((link) => link.inboxId === inboxId && teams.includes(link.teamId))
      : only.includes(inboxId)
  const byId = new Map(standing.conversations.map((one) => [one.id, one]))
  const conversations = standing.conversations.filter(({ id, mergedInto }) =>
    sees(byId.get(mergedInto ?? id)?.inboxId ?? ''),
  )
  const seen = new Set(conversations.map(({ id }) => id))
  const messages = standing.messages.filter(({ conversationId }) => seen.has(conversationId))
  const said = new Set(messages.map(({ id }) => id))
  const files = standing.files.filter(({ messageId }) => said.has(messageId))
  const people = new Map(standing.customers.map((one) => [one.id, one]))
  const customers = standing.customers.filter(({ id, mergedInto }) => {
    const { inboxIds = [] } = people.get(mergedInto ?? id) ?? {}
    return inboxIds.length === 0 || inboxIds.some(sees)
  })
  const drafts = standing.drafts.filter(
    ({ agentId, conversationId }) => agentId === viewer.id && seen.has(conversationId),
  )
  const inboxes = standing.inboxes.filter(({ id }) => sees(id))
  const all = [...inboxes, ...conversations, ...messages, ...files, ...customers, ...drafts]
  return {
    ids: new Set([
      ...inboxes.map(({ id }) => id),
      ...seen,
      ...said,
      ...files.map(({ id }) => id),
      ...customers.map(({ id }) => id),
      // Whose it is stands with what they wrote, also where nothing else of them may be known.
      ...conversations.map(({ customerId }) => customerId),
      ...messages.flatMap(({ authorId }) => authorId ?? []),
    ]),
    words: new Set(all.flatMap(({ words }) => marksIn(words))),
    numbers: new Set(conversations.map(({ number }) => number)),
    conversations: conversations.filter(({ mergedInto }) => !mergedInto),
    messages,
    customers: new Set(customers.filter(({ mergedInto }) => !mergedInto).map(({ id }) => id)),
  }
}

/** Everything that somebody might wrongly be told of. */
export interface Known {
  ids: ReadonlySet<string>
  numbers: ReadonlySet<number>
}

/** All ids that are nobody's by themselves, and numbers. */
export const knownIn = (standing: Standing): Known => ({
  ids: new Set(
    [standing.inboxes, standing.conversations, standing.messages, standing.files, standing.customers].flatMap(
      (rows) => rows.map(({ id }) => id),
    ),
  ),
  numbers: new Set(standing.conversations.map(({ number }) => number)),
})

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g
const NUMBER = /"(?:number|conversationNumber)":(\d+)/g

/** What a text says that it may not: words, ids and numbers. `before`: what was allowed a moment ago is no leak yet. */
export const leaksIn = (text: string, known: Known, ...allowed: readonly Allowed[]): string[] => {
  const may = (has: (one: Allowed) => boolean): boolean => allowed.some(has)
  return [
    ...new Set([
      ...marksIn(text).filter((word) => !may(({ words }) => words.has(word))),
      ...(text.match(UUID) ?? []).filter((id) => known.ids.has(id) && !may(({ ids }) => ids.has(id))),
      ...Array.from(text.matchAll(NUMBER), ([, n]) => Number(n))
        .filter((n) => known.numbers.has(n) && !may(({ numbers }) => numbers.has(n)))
        .map((n) => `#${n}`),
    ]),
  ]
}
