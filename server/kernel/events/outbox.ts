import type { Tx } from '../db/handles.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../ids.ts'
import type { Announcement } from './events.ts'

/** Writes what a transaction announced; part of its commit. */
export const flushAnnouncements = async (tx: Tx, announcements: readonly Announcement[]): Promise<void> => {
  if (announcements.length === 0) return
  const ids = announcements.map(() => newId())
  const names = announcements.map((announcement) => announcement.name)
  const payloads = announcements.map((announcement) => JSON.stringify(announcement.payload))
  await tx.run(sql`
    insert into events (workspace_id, id, name, payload, at)
    select ${tx.workspaceId}, e.id, e.name, e.payload, ${tx.now}
    from unnest(${ids}::uuid[], ${names}::text[], ${payloads}::jsonb[]) as e (id, name, payload)`)
}
