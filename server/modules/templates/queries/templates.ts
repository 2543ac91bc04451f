import { LOCK_SPACES, sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'

/** An answer of the library as it is kept, without what it says. */
export interface TemplateRow {
  id: string
  title: string
  purpose: 'answer' | 'refusal'
  folder: string
  shortcut: string | null
  ownerId: string
  /** Null: for everybody. */
  teamIds: string[] | null
  /** The last day on which it is used. */
  expiresOn: string | null
  /** Number of its newest version. */
  latest: number
  /** Number of the version that is used; null: none is. */
  approved: number | null
  revision: number
  uses: number
  /** Uses that were sent and looked at, and after how many of them the customer came back. */
  measured: number
  returned: number
  lastUsedAt: Date | null
  createdAt: Date
  updatedAt: Date
  archivedAt: Date | null
}

/** A row of a list, with the beginning of what it says. */
export interface TemplateLine extends TemplateRow {
  languages: string[]
  excerpt: string
}

/** By what it is found. */
export interface Keys {
  titleKey: string
  shortcutKey: string | null
  /** With what is approved. */
  searchText: string
  /** With its newest version. */
  draftText: string
}

/** Who looks; `all` are those who may approve. */
export interface Viewer {
  agentId: string | null
  all: boolean
}

const EXCERPT = 200

const columns = (db: Db): Sql => sql`
  t.id, t.title, t.purpose, t.folder, t.shortcut, t.owner_id as "ownerId", to_char(t.expires_on, 'YYYY-MM-DD') as "expiresOn",
  t.latest, t.approved, t.revision, t.uses, t.measured, t.returned, t.last_used_at as "lastUsedAt", t.created_at as "createdAt",
  t.updated_at as "updatedAt", t.archived_at as "archivedAt",
  case when not t.for_all then array(select x.team_id from template_teams x
    where x.workspace_id = ${db.workspaceId} and x.template_id = t.id order by x.team_id) end as "teamIds"`

/** Who sees what of an answer waits to be approved: its owner, and those who approve. */
export const draftsOf = ({ agentId, all }: Viewer): Sql =>
  sql`(${all}::boolean or t.owner_id = ${agentId}::uuid)`

/** Its owner and those who approve see an answer always, others once a version is approved that is for them. */
export const visibleTo = (db: Db, viewer: Viewer): Sql => sql`
  (${draftsOf(viewer)} or (t.approved is not null and (t.for_all or exists (
    select from template_teams v
    join team_members m on m.workspace_id = ${db.workspaceId} and m.team_id = v.team_id
    where v.workspace_id = ${db.workspaceId} and v.template_id = t.id and m.agent_id = ${viewer.agentId}::uuid))))`

/** An answer that may be seen. */
export const templateRow = (db: Db, viewer: Viewer, id: string): Promise<TemplateRow | undefined> =>
  db.maybe(sql`
    select ${columns(db)} from templates t
    where t.workspace_id = ${db.workspaceId} and t.id = ${id} and ${visibleTo(db, viewer)}`)

/** An answer whoever may see it, for what the house itself sends. */
export const anyTemplateRow = (db: Db, id: string): Promise<TemplateRow | undefined> =>
  db.maybe(
    sql`select ${columns(db)} from templates t where t.workspace_id = ${db.workspaceId} and t.id = ${id}`,
  )

/** Holds the library against other changes until the end of the transaction: shortcuts are unique in it. */
export const holdLibrary = (tx: Tx): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(${LOCK_SPACES.templates}::integer, ${tx.workspaceId}::integer)`)

/** How many answers are in use or to be. */
export const countTemplates = async (db: Db): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
      select count(*)::integer as n from templates where workspace_id = ${db.workspaceId} and archived_at is null`)
  ).n

/** True where another answer has the shortcut. */
export const isShortcutTaken = async (db: Db, id: string, key: string): Promise<boolean> =>
  (await db.maybe(sql`
    select 1 from templates
    where workspace_id = ${db.workspaceId} and shortcut_key = ${key} and archived_at is null and id <> ${id}`)) !==
  undefined

/** Adds an answer, or changes everything of it but its teams and its uses. */
export const putTemplate = async (tx: Tx, row: TemplateRow, keys: Keys): Promise<void> => {
  await tx.run(sql`
    insert into templates (workspace_id, id, title, purpose, folder, shortcut, shortcut_key, owner_id, for_all, expires_on,
      latest, approved, revision, title_key, search_text, draft_text, created_at, updated_at, archived_at)
    values (${tx.workspaceId}, ${row.id}, ${row.title}, ${row.purpose}, ${row.folder}, ${row.shortcut}, ${keys.shortcutKey},
      ${row.ownerId}, ${row.teamIds === null}, ${row.expiresOn}::date, ${row.latest}, ${row.approved}, ${row.revision},
      ${keys.titleKey}, ${keys.searchText}, ${keys.draftText}, ${row.createdAt}, ${row.updatedAt}, ${row.archivedAt})
    on conflict (workspace_id, id) do update set title = excluded.title, purpose = excluded.purpose, folder = excluded.folder,
      shortcut = excluded.shortcut, shortcut_key = excluded.shortcut_key, owner_id = excluded.owner_id,
      for_all = excluded.for_all, expires_on = excluded.expires_on, latest = excluded.latest,
      approved = excluded.approved, revision = excluded.revision, title_key = excluded.title_key,
      search_text = excluded.search_text, draft_text = excluded.draft_text, updated_at = excluded.updated_at,
      archived_at = excluded.archived_at`)
}

/** Makes these the teams that an answer is for. */
export const replaceTeams = async (tx: Tx, id: string, teamIds: readonly string[]): Promise<void> => {
  await tx.run(sql`delete from template_teams where workspace_id = ${tx.workspaceId} and template_id = ${id}`)
  if (teamIds.length > 0)
    await tx.run(sql`
      insert into template_teams (workspace_id, template_id, team_id)
      select ${tx.workspaceId}, ${id}::uuid, x.id from unnest(${teamIds}::uuid[]) as x (id)`)
}

/** What is looked for. */
export interface Wanted {
  state: 'usable' | 'waiting' | 'expired' | 'archived' | 'all'
  purpose: TemplateRow['purpose'] | null
  folder: string | null
  ownerId: string | null
  /** Given to this team. */
  teamId: string | null
  /** With a text in this language. */
  language: string | null
  /** The beginning that a shortcut or a title may have, and patterns that all must fit; undefined: anything does. */
  words: { typed: string; patterns: readonly string[] } | undefined
  today: string
  limit: number
}

const inState = ({ state, today }: Wanted, viewer: Viewer): Sql =>
  ({
    usable: sql`t.archived_at is null and t.approved is not null and (t.expires_on is null or t.expires_on >= ${today}::date)`,
    waiting: sql`t.archived_at is null and t.approved is distinct from t.latest and ${draftsOf(viewer)}`,
    expired: sql`t.archived_at is null and t.expires_on < ${today}::date`,
    archived: sql`t.archived_at is not null`,
    all: sql`t.archived_at is null`,
  })[state]

/** Answers that may be seen and fit: the nearest to what was typed first, then the most used, then by title. */
export const templateLines = (db: Db, viewer: Viewer, wanted: Wanted): Promise<TemplateLine[]> => {
  const { purpose, folder, ownerId, teamId, language, words, limit } = wanted
  const typed = words?.typed ?? ''
  const patterns = words?.patterns ?? []
  return db.many(sql`
    select ${columns(db)},
      array(select o ->> 'language' from jsonb_array_elements(n.variants) with ordinality as e (o, at) order by at) as languages,
      left(n.variants -> 0 ->> 'body', ${EXCERPT}) as excerpt
    from templates t
    join template_versions n on n.workspace_id = ${db.workspaceId} and n.template_id = t.id
      and n.number = coalesce(t.approved, t.latest)
    where t.workspace_id = ${db.workspaceId} and ${visibleTo(db, viewer)} and ${inState(wanted, viewer)}
      and (${purpose}::text is null or t.purpose = ${purpose})
      and (${folder}::text is null or t.folder = ${folder}) and (${ownerId}::uuid is null or t.owner_id = ${ownerId})
      and (${teamId}::uuid is null or exists (select from template_teams g
        where g.workspace_id = ${db.workspaceId} and g.template_id = t.id and g.team_id = ${teamId}))
      and (${language}::text is null or n.variants @> jsonb_build_array(jsonb_build_object('language', ${language}::text)))
      and (t.search_text like all(${patterns}::text[])
        or ${draftsOf(viewer)} and t.draft_text like all(${patterns}::text[]))
    order by case
        when ${typed} = '' then 4
        when t.shortcut_key = ${typed} then 0
        when starts_with(t.shortcut_key, ${typed}) then 1
        when starts_with(t.title_key, ${typed}) then 2
        when t.title_key like all(${patterns}::text[]) then 3
        else 4 end,
      t.uses desc, t.title_key, t.id
    limit ${limit}`)
}
