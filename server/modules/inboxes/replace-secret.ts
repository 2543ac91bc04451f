import { systemCaller } from '../../kernel/caller.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { updateInbox } from './update-inbox.ts'

/** Replaces one of an inbox's secrets on behalf of its island: a refresh token that the provider has changed. */
export const replaceSecret = async (
  db: WorkspaceDb,
  inboxId: string,
  name: string,
  value: string,
): Promise<void> => {
  await db.tx((tx) => updateInbox(tx, systemCaller(tx.workspaceId), inboxId, { secrets: { [name]: value } }))
}
