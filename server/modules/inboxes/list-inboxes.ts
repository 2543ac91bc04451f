import { sees, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Inbox } from './contract.ts'
import { abilitiesOf } from './find-channel.ts'
import { inboxRows } from './queries.ts'
import { shapeInbox } from './shape-inbox.ts'
import { warningsBy } from './warnings-by.ts'

/** Inboxes in the caller’s sight, oldest first. */
export const listInboxes = async (db: Db, caller: Caller): Promise<Inbox[]> => {
  const rows = (await inboxRows(db)).filter((row) => sees(caller, row.id))
  const warnings = await warningsBy(db)
  return Promise.all(
    rows.map(async (row) =>
      shapeInbox(row, await abilitiesOf(row.channel), caller, {
        vault: db.kernel.vault,
        warnings: warnings(row.id),
      }),
    ),
  )
}
