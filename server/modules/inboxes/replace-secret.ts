import { isDeepStrictEqual } from 'node:util'
import { systemCaller } from '../../kernel/caller.ts'
import type { Db, WorkspaceDb } from '../../kernel/db/index.ts'
import { forgetAccount } from './find-account.ts'
import { inboxRow, lockInbox, updateSecrets, type InboxRow } from './queries.ts'
import { updateInbox } from './update-inbox.ts'

/** Replaces one of an inbox's secrets on behalf of its island: somebody let us into the account. */
export const replaceSecret = async (
  db: WorkspaceDb,
  inboxId: string,
  name: string,
  value: string,
): Promise<void> => {
  await db.tx((tx) => updateInbox(tx, systemCaller(tx.workspaceId), inboxId, { secrets: { [name]: value } }))
}

type Secrets = Readonly<Record<string, unknown>>

/**
 * The same where the provider changes secrets by itself, as often as they are used (a refresh token): `renew` gets those
 * that are kept, and gives the changed ones. Nothing else is another than before: nobody is told, nothing that waits is
 * tried again, and the audit log is no place for it. Where a person replaced one of them meanwhile, theirs stays.
 */
export const renewSecrets = async (
  db: WorkspaceDb,
  inboxId: string,
  renew: (kept: Secrets) => Promise<Secrets>,
): Promise<void> => {
  const before = secretsIn(db, await inboxRow(db, inboxId))
  const renewed = await renew(before)
  const names = Object.keys(renewed)
  if (names.length === 0) return
  await db.tx(async (tx) => {
    if (!(await lockInbox(tx, inboxId))) return
    const kept = secretsIn(tx, await inboxRow(tx, inboxId))
    if (!names.every((name) => isDeepStrictEqual(kept[name], before[name]))) return
    await updateSecrets(tx, inboxId, tx.kernel.vault.seal({ ...kept, ...renewed }))
    tx.afterCommit(() => forgetAccount(tx.kernel, inboxId))
  })
}

const secretsIn = (db: Db, row: InboxRow | undefined): Secrets =>
  row?.secrets ? db.kernel.vault.open<Secrets>(row.secrets) : {}
