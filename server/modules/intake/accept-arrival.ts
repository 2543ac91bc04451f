import type { InboxAccount } from '../../channels/channel.ts'
import { coalesce } from '../../kernel/coalesce.ts'
import type { Database } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { noteRepeats } from './note-repeats.ts'
import { insertArrivals, type NewArrival } from './queries.ts'

/** Keeps one raw arrival; resolves when it is durable. */
export type Accept = (
  inbox: Pick<InboxAccount, 'workspaceId' | 'id'>,
  raw: Buffer,
  externalId: string,
) => Promise<'kept' | 'known'>

const BATCH = 100
/** Bytes in one statement: they travel as text, and one that is too long would fail everybody who shares it. */
const BYTES = 16 * 1024 * 1024
const MAX_ID = 500

/** Makes the function that keeps raw arrivals. Those that come at the same time share one statement; `kept` is told after the commit. */
export const createAccept = (database: Database, kept: (workspaceId: number) => void): Accept => {
  const writers = new Map<number, (row: NewArrival) => Promise<'kept' | 'known'>>()
  const writerOf = (workspaceId: number): ((row: NewArrival) => Promise<'kept' | 'known'>) => {
    let writer = writers.get(workspaceId)
    if (!writer) {
      writer = coalesce(
        BATCH,
        async (rows: NewArrival[]) => {
          const db = database.in(workspaceId)
          const fresh = await insertArrivals(db, rows, database.kernel.clock.now())
          if (fresh.size > 0) kept(workspaceId)
          const repeats = rows.filter(({ id }) => !fresh.has(id))
          if (repeats.length > 0) await noteRepeats(db, repeats)
          return rows.map((row) => (fresh.has(row.id) ? 'kept' : 'known'))
        },
        { heaviest: BYTES, weight: ({ raw }) => raw.length },
      )
      writers.set(workspaceId, writer)
    }
    return writer
  }
  return async (inbox, raw, externalId) => {
    if (externalId === '' || externalId.length > MAX_ID || externalId.includes('\0'))
      throw invalid('intake.external-id', 'The message has no usable id.')
    return writerOf(inbox.workspaceId)({ id: newId(), inboxId: inbox.id, externalId, raw })
  }
}
