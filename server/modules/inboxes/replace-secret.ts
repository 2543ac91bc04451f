import { systemCaller } from '../../kernel/caller.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { forgetAccount } from './find-account.ts'
import { inboxRow, lockInbox, updateSecrets } from './queries.ts'
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

/**
 * The same where the provider changes the secret by itself, as often as it is used (a refresh token). Nothing else is
 * another than before: nobody is told, nothing that waits is tried again, and the audit log is no place for it.
 */
export const renewSecret = (db: WorkspaceDb, inboxId: string, name: string, value: string): Promise<void> =>
  db.tx(async (tx) => {
    if (!(await lockInbox(tx, inboxId))) return
    const { secrets } = (await inboxRow(tx, inboxId)) ?? {}
    const kept = secrets ? tx.kernel.vault.open<Record<string, unknown>>(secrets) : {}
    await updateSecrets(tx, inboxId, tx.kernel.vault.seal({ ...kept, [name]: value }))
    tx.afterCommit(() => forgetAccount(tx.kernel, inboxId))
  })
