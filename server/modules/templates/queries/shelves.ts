import { sql, type Db } from '../../../kernel/db/index.ts'
import { draftsOf, visibleTo, type Viewer } from './templates.ts'

/** One answer, as it is counted. */
export interface Shelved {
  folder: string
  languages: string[]
  archived: boolean
  expired: boolean
  waiting: boolean
}

/** Everything that may be seen, by what it is counted by. The library is small: all of it is looked through. */
export const shelvedTemplates = (db: Db, viewer: Viewer, today: string): Promise<Shelved[]> =>
  db.many(sql`
    select t.folder,
      array(select o ->> 'language' from jsonb_array_elements(n.variants) as e (o)) as languages,
      t.archived_at is not null as archived, coalesce(t.expires_on < ${today}::date, false) as expired,
      t.approved is distinct from t.latest and ${draftsOf(viewer)} as waiting
    from templates t
    join template_versions n on n.workspace_id = ${db.workspaceId} and n.template_id = t.id
      and n.number = coalesce(t.approved, t.latest)
    where t.workspace_id = ${db.workspaceId} and ${visibleTo(db, viewer)}`)
