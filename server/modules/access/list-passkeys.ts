import type { Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { demandPerson } from './account.ts'
import { passkeyRowsOf, type PasskeyRow } from './queries/passkeys.ts'

/** The caller's passkeys, oldest first. */
export const listPasskeys = async (db: Db, caller: Caller) =>
  (await passkeyRowsOf(db, demandPerson(caller).id)).map(toPasskey)

/** A passkey as the API gives it. */
export const toPasskey = (row: PasskeyRow) => ({
  id: row.id,
  name: row.name,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
})
