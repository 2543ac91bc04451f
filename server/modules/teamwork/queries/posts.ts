import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'
import type { PostKind } from '../contract-posts.ts'

/** Who looks at posts. */
export interface Viewer {
  agentId: string | null
  /** They lead, and see what is for any team. */
  all: boolean
}

/** What stands in a post. */
export interface PostRow {
  id: string
  kind: PostKind
  title: string
  body: string
  teamIds: string[]
  forAll: boolean
  mustRead: boolean
  expiresAt: Date | null
  authorId: string
  revision: number
  createdAt: Date
  toldAt: Date
  editedAt: Date | null
  doneAt: Date | null
  doneBy: string | null
}

/** The same as somebody sees it. */
export interface SeenRow extends PostRow {
  readAt: Date | null
  asked: boolean
  read: number
  readers: number
}

const columns = (db: Db): Sql => sql`
  p.id, p.kind, p.title, p.body, p.for_all as "forAll", p.must_read as "mustRead", p.expires_at as "expiresAt",
    p.author_id as "authorId", p.revision, p.created_at as "createdAt", p.told_at as "toldAt", p.edited_at as "editedAt",
    p.done_at as "doneAt", p.done_by as "doneBy",
    array(select t.team_id from post_teams t
      where t.workspace_id = ${db.workspaceId} and t.post_id = p.id order by t.team_id) as "teamIds"`

/** Condition: a post (`p`) is for somebody (`a`: agents), who did not write it themselves. What was handed over before they came is not. */
const isFor = (db: Db): Sql => sql`
  (a.active and not a.bot and a.id <> p.author_id and (p.kind = 'announcement' or a.created_at <= p.told_at)
    and (p.for_all or exists (
      select from post_teams t
      join team_members m on m.workspace_id = ${db.workspaceId} and m.team_id = t.team_id
      where t.workspace_id = ${db.workspaceId} and t.post_id = p.id and m.agent_id = a.id)))`

/** Condition: somebody may see a post: it is for them or all, they wrote it, or they lead. */
const visibleTo = (db: Db, { agentId, all }: Viewer): Sql => sql`
  (${all}::boolean or p.for_all or p.author_id = ${agentId}::uuid or exists (
    select from post_teams t
    join team_members m on m.workspace_id = ${db.workspaceId} and m.team_id = t.team_id
    where t.workspace_id = ${db.workspaceId} and t.post_id = p.id and m.agent_id = ${agentId}::uuid))`

/** Condition: it says something that still holds. */
const isCurrent = (db: Db): Sql => sql`
  (p.done_at is null and (p.expires_at is null or p.expires_at > ${db.kernel.clock.now()}))`

const seenColumns = (db: Db, { agentId }: Viewer): Sql => sql`
  ${columns(db)},
    (select r.read_at from post_reads r
      where r.workspace_id = ${db.workspaceId} and r.post_id = p.id and r.agent_id = ${agentId}::uuid
        and r.revision = p.revision) as "readAt",
    exists (select from agents a
      where a.workspace_id = ${db.workspaceId} and a.id = ${agentId}::uuid and ${isFor(db)}) as asked,
    (select count(*)::integer from agents a
      where a.workspace_id = ${db.workspaceId} and ${isFor(db)}) as readers,
    (select count(*)::integer from agents a
      join post_reads r on r.workspace_id = ${db.workspaceId} and r.post_id = p.id and r.agent_id = a.id and r.revision = p.revision
      where a.workspace_id = ${db.workspaceId} and ${isFor(db)}) as read`

/** A page of posts, the newest first. */
export const postPage = (
  db: Db,
  viewer: Viewer,
  page: { kind: PostKind; current: boolean; after: { at: string; id: string } | undefined; limit: number },
): Promise<(SeenRow & { place: string })[]> =>
  db.many(sql`
    select ${seenColumns(db, viewer)}, to_char(p.told_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
    from posts p
    where p.workspace_id = ${db.workspaceId} and p.kind = ${page.kind} and p.removed_at is null
      and ${visibleTo(db, viewer)} and ${isCurrent(db)} = ${page.current}::boolean
      and (${page.after?.at ?? null}::timestamptz is null
        or (p.told_at, p.id) < (${page.after?.at ?? null}::timestamptz, ${page.after?.id ?? null}::uuid))
    order by p.told_at desc, p.id desc limit ${page.limit}`)

/** Posts about a conversation, or one that was merged into it, the newest first. */
export const postsAbout = (db: Db, viewer: Viewer, conversationId: string): Promise<SeenRow[]> =>
  db.many(sql`
    select ${seenColumns(db, viewer)} from posts p
    where p.workspace_id = ${db.workspaceId} and p.removed_at is null and ${visibleTo(db, viewer)}
      and exists (select from post_conversations k
        join conversations h on h.workspace_id = ${db.workspaceId} and h.id = k.conversation_id
        where k.workspace_id = ${db.workspaceId} and k.post_id = p.id
          and (h.id = ${conversationId} or h.merged_into = ${conversationId}))
    order by p.told_at desc, p.id desc limit 20`)

/** One post, as somebody sees it. */
export const postRow = (db: Db, viewer: Viewer, id: string): Promise<SeenRow | undefined> =>
  db.maybe(sql`
    select ${seenColumns(db, viewer)} from posts p
    where p.workspace_id = ${db.workspaceId} and p.id = ${id} and p.removed_at is null and ${visibleTo(db, viewer)}`)

/** Holds a post until the end of the transaction; with `removed` also one that was taken down after that moment. */
export const holdPost = (
  tx: Tx,
  viewer: Viewer,
  id: string,
  removed: Date | null = null,
): Promise<PostRow | undefined> =>
  tx.maybe(sql`
    select ${columns(tx)} from posts p
    where p.workspace_id = ${tx.workspaceId} and p.id = ${id} and ${visibleTo(tx, viewer)}
      and (p.removed_at is null or p.removed_at > ${removed}::timestamptz)
    for update of p`)

/** Adds a post, or changes everything of it but for whom it is and what it is about. */
export const putPost = (tx: Tx, row: PostRow): Promise<number> =>
  tx.run(sql`
    insert into posts (workspace_id, id, kind, title, body, for_all, must_read, expires_at, author_id, revision, created_at,
      told_at, edited_at, done_at, done_by)
    values (${tx.workspaceId}, ${row.id}, ${row.kind}, ${row.title}, ${row.body}, ${row.forAll}, ${row.mustRead},
      ${row.expiresAt}, ${row.authorId}, ${row.revision}, ${row.createdAt}, ${row.toldAt}, ${row.editedAt}, ${row.doneAt},
      ${row.doneBy})
    on conflict (workspace_id, id) do update set title = excluded.title, body = excluded.body, for_all = excluded.for_all,
      must_read = excluded.must_read, expires_at = excluded.expires_at, revision = excluded.revision,
      told_at = excluded.told_at, edited_at = excluded.edited_at, done_at = excluded.done_at, done_by = excluded.done_by`)

/** Makes these the teams that a post is for. */
export const putPostTeams = async (tx: Tx, id: string, teamIds: readonly string[]): Promise<void> => {
  await tx.run(sql`delete from post_teams where workspace_id = ${tx.workspaceId} and post_id = ${id}`)
  if (teamIds.length > 0)
    await tx.run(sql`
      insert into post_teams (workspace_id, post_id, team_id)
      select ${tx.workspaceId}, ${id}::uuid, x.id from unnest(${teamIds}::uuid[]) as x (id)`)
}

/** Makes these the conversations that a post is about; of others that it is about, those out of sight stay. */
export const putPostConversations = async (
  tx: Tx,
  id: string,
  conversationIds: readonly string[],
  gone: readonly string[],
): Promise<void> => {
  await tx.run(sql`
    delete from post_conversations
    where workspace_id = ${tx.workspaceId} and post_id = ${id} and conversation_id = any(${gone}::uuid[])`)
  if (conversationIds.length > 0)
    await tx.run(sql`
      insert into post_conversations (workspace_id, post_id, conversation_id, position)
      select ${tx.workspaceId}, ${id}::uuid, x.id, x.place from unnest(${conversationIds}::uuid[]) with ordinality as x (id, place)
      on conflict (workspace_id, post_id, conversation_id) do update set position = excluded.position`)
}

/** Takes a post down, or puts it up again. */
export const markPostRemoved = (tx: Tx, id: string, at: Date | null): Promise<number> =>
  tx.run(sql`update posts set removed_at = ${at} where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** A conversation that a post is about. */
export interface LinkedRow {
  postId: string
  /** As it is linked, and where it stands now: of one that was merged, the one that it went into. */
  linkedId: string
  id: string
  number: number
  subject: string
  customer: string
  status: 'open' | 'pending' | 'snoozed' | 'resolved'
  assigneeId: string | null
}

/** What posts are about, in sight. */
export const linkedTo = (db: Db, postIds: readonly string[], sight: Sight): Promise<LinkedRow[]> =>
  db.many(sql`
    select k.post_id as "postId", k.conversation_id as "linkedId", c.id, c.number, c.subject,
      coalesce(c.addressed, cu.name) as customer, c.status, c.assignee_id as "assigneeId"
    from post_conversations k
    join conversations h on h.workspace_id = ${db.workspaceId} and h.id = k.conversation_id
    join conversations c on c.workspace_id = ${db.workspaceId}
      and c.id = case when h.merged_into is null then h.id else h.merged_into end
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where k.workspace_id = ${db.workspaceId} and k.post_id = any(${postIds}::uuid[]) and ${inSight(sql`c.inbox_id`, sight)}
    order by k.post_id, k.position, k.conversation_id`)

/** Notes that somebody has read a post as it was; a newer reading stays. */
export const putRead = (tx: Tx, postId: string, agentId: string, revision: number): Promise<number> =>
  tx.run(sql`
    insert into post_reads (workspace_id, post_id, agent_id, revision, read_at)
    values (${tx.workspaceId}, ${postId}, ${agentId}, ${revision}, ${tx.now})
    on conflict (workspace_id, post_id, agent_id) do update set revision = excluded.revision, read_at = excluded.read_at
      where post_reads.revision < excluded.revision`)

/** Who is to read a post, and when they did; who has not stands first. */
export const readersOf = (db: Db, postId: string): Promise<{ agentId: string; readAt: Date | null }[]> =>
  db.many(sql`
    select a.id as "agentId", r.read_at as "readAt" from posts p
    join agents a on a.workspace_id = ${db.workspaceId} and ${isFor(db)}
    left join post_reads r on r.workspace_id = ${db.workspaceId} and r.post_id = p.id and r.agent_id = a.id and r.revision = p.revision
    where p.workspace_id = ${db.workspaceId} and p.id = ${postId}
    order by r.read_at nulls first, a.name, a.id`)

/** How many posts somebody is to read and has not, by kind; and how many of them they must. */
export const countUnread = (
  db: Db,
  agentId: string,
): Promise<{ handovers: number; announcements: number; mustRead: number }> =>
  db.one(sql`
    select count(*) filter (where p.kind = 'handover')::integer as handovers,
      count(*) filter (where p.kind = 'announcement')::integer as announcements,
      count(*) filter (where p.must_read)::integer as "mustRead"
    from posts p
    join agents a on a.workspace_id = ${db.workspaceId} and a.id = ${agentId} and ${isFor(db)}
    where p.workspace_id = ${db.workspaceId} and p.removed_at is null and ${isCurrent(db)}
      and not exists (select from post_reads r
        where r.workspace_id = ${db.workspaceId} and r.post_id = p.id and r.agent_id = ${agentId} and r.revision = p.revision)`)

/** What is old: hand-over notes that were written, and announcements that ended, before a moment. */
const isOld = (before: Date): Sql => sql`
  (p.created_at < ${before} and (p.removed_at < ${before} or p.kind = 'handover' or p.expires_at < ${before}))`

/** How many posts are from before a moment. */
export const postsBefore = (db: Db, before: Date): Promise<{ rows: number; oldest: Date | null }> =>
  db.one(sql`
    select count(*)::integer as rows, min(p.created_at) as oldest from posts p
    where p.workspace_id = ${db.workspaceId} and ${isOld(before)}`)

/** Deletes posts from before a moment; gives when they were written. */
export const deletePosts = (tx: Tx, before: Date, limit: number): Promise<{ at: Date }[]> =>
  tx.many(sql`
    delete from posts d using (
      select p.id from posts p where p.workspace_id = ${tx.workspaceId} and ${isOld(before)}
      order by p.created_at limit ${limit}) as old
    where d.workspace_id = ${tx.workspaceId} and d.id = old.id
    returning d.created_at as at`)
