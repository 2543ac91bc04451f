import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { Quiet } from '../outward/quiet.ts'

/** How somebody wants to be told outside of the app. */
export interface Preferences {
  quiet: Quiet
  /** Each by itself, or together: every hour, or at a time of the day. */
  mails: 'each' | 'hourly' | 'daily'
  /** Minutes from midnight; of `daily` alone. */
  mailsAt: number
  /** What was said, by whom and about what may stand in it. */
  pushWords: boolean
  mailWords: boolean
}

/** Until somebody says otherwise. Outside of the app less is said: screens are locked, mail lies open. */
export const DEFAULTS: Preferences = {
  quiet: { kind: 'none', from: 22 * 60, to: 8 * 60 },
  mails: 'each',
  mailsAt: 8 * 60,
  pushWords: false,
  mailWords: false,
}

interface Row extends Omit<Preferences, 'quiet'> {
  quiet: Quiet['kind']
  quietFrom: number
  quietTo: number
}

const columns = sql`p.quiet, p.quiet_from as "quietFrom", p.quiet_to as "quietTo", p.mails, p.mails_at as "mailsAt",
  p.push_words as "pushWords", p.mail_words as "mailWords"`

const toPreferences = ({ quiet, quietFrom, quietTo, ...rest }: Row): Preferences => ({
  ...rest,
  quiet: { kind: quiet, from: quietFrom, to: quietTo },
})

/** What people settled; who never did is missing. */
export const preferenceRows = async (
  db: Db,
  agentIds: readonly string[],
): Promise<ReadonlyMap<string, Preferences>> =>
  new Map(
    (
      await db.many<Row & { agentId: string }>(sql`
        select p.agent_id as "agentId", ${columns} from notification_preferences p
        where p.workspace_id = ${db.workspaceId} and p.agent_id = any(${agentIds}::uuid[])`)
    ).map(({ agentId, ...row }) => [agentId, toPreferences(row)]),
  )

/** Keeps what somebody settled. */
export const putPreferences = (tx: Tx, agentId: string, settled: Preferences): Promise<number> =>
  tx.run(sql`
    insert into notification_preferences (workspace_id, agent_id, quiet, quiet_from, quiet_to, mails, mails_at, push_words,
      mail_words)
    values (${tx.workspaceId}, ${agentId}, ${settled.quiet.kind}, ${settled.quiet.from}, ${settled.quiet.to},
      ${settled.mails}, ${settled.mailsAt}, ${settled.pushWords}, ${settled.mailWords})
    on conflict (workspace_id, agent_id) do update set quiet = excluded.quiet, quiet_from = excluded.quiet_from,
      quiet_to = excluded.quiet_to, mails = excluded.mails, mails_at = excluded.mails_at,
      push_words = excluded.push_words, mail_words = excluded.mail_words`)

/** What decides when those who are told are sent something: their zone and whether a device of theirs is known. */
export const outwardRows = (
  db: Db,
  agentIds: readonly string[],
): Promise<{ agentId: string; timeZone: string; hasDevice: boolean }[]> =>
  db.many(sql`
    select a.id as "agentId", coalesce(a.time_zone, w.time_zone) as "timeZone",
      exists (select from push_devices d where d.workspace_id = ${db.workspaceId} and d.agent_id = a.id) as "hasDevice"
    from agents a join workspaces w on w.id = ${db.workspaceId}
    where a.workspace_id = ${db.workspaceId} and a.id = any(${agentIds}::uuid[])`)
