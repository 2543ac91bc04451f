import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { newPushKeys, type PushKeys } from '../../../kernel/web-push/index.ts'
import { dropKeys, insertKeys, keysRow } from '../queries/devices.ts'

/**
 * The keys by which push services know this workspace, made at first use. Where the installation's own key is another one
 * than it was, they can't be read: then there are new ones, and browsers have to be made known anew.
 */
export const pushKeys = async (db: WorkspaceDb): Promise<PushKeys> => {
  const { vault, log } = db.kernel
  const kept = await keysRow(db)
  if (kept) {
    try {
      return vault.open<PushKeys>(kept.sealed)
    } catch {
      log.warn('the keys for push messages cannot be read with this installation’s key; new ones are made')
      await db.tx((tx) => dropKeys(tx, kept.publicKey))
    }
  }
  const made = newPushKeys()
  await db.tx((tx) => insertKeys(tx, made.publicKey, vault.seal(made)))
  // Another one may have been quicker.
  const row = await keysRow(db)
  return row ? vault.open<PushKeys>(row.sealed) : made
}
