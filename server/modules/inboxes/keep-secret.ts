import type { Tx } from '../../kernel/db/index.ts'
import { inboxRow, lockInbox, updateInboxRow } from './queries.ts'
import { announceChange } from './save-inbox.ts'

/** Replaces one secret of an inbox, such as a token that its provider has changed. The others stay as they are. */
export const keepSecret = async (tx: Tx, inboxId: string, name: string, value: string): Promise<void> => {
  if (!(await lockInbox(tx, inboxId))) return
  const row = await inboxRow(tx, inboxId)
  if (!row) return
  const secrets = row.secrets ? tx.kernel.vault.open<Record<string, unknown>>(row.secrets) : {}
  await updateInboxRow(tx, { ...row, secrets: tx.kernel.vault.seal({ ...secrets, [name]: value }) })
  announceChange(tx, inboxId)
}
