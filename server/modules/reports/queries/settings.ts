import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** What is set about figures. */
export interface ReportSettings {
  firstContactDays: number
}

/** What is set, or what holds until somebody sets it. */
export const settingsRow = async (db: Db): Promise<ReportSettings> =>
  (await db.maybe<ReportSettings>(sql`
    select first_contact_days as "firstContactDays" from report_settings where workspace_id = ${db.workspaceId}`)) ?? {
    firstContactDays: 7,
  }

/** Keeps what is set. */
export const saveSettingsRow = (tx: Tx, settings: ReportSettings): Promise<number> =>
  tx.run(sql`
    insert into report_settings (workspace_id, first_contact_days) values (${tx.workspaceId}, ${settings.firstContactDays})
    on conflict (workspace_id) do update set first_contact_days = excluded.first_contact_days`)
