import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import type { Inbox } from './contract.ts'
import type { NewInbox } from './create-inbox.ts'
import { findChannel } from './find-channel.ts'
import { inboxRow, lockInbox, setTeams, updateInboxRow, type InboxRow } from './queries.ts'
import { putResumed } from './queries/watch.ts'
import { changed, readShape, wantedSettings } from './read-settings.ts'
import { announceChange, writing } from './save-inbox.ts'
import { shapeInbox } from './shape-inbox.ts'
import { warningsBy } from './warnings-by.ts'

/** What may be changed of an inbox. In settings and secrets, what is left out stays and a null goes back to the default. */
export type InboxChange = Partial<Omit<NewInbox, 'channel'>> & { state?: InboxRow['state'] }

/** Changes an inbox. */
export const updateInbox = async (
  tx: Tx,
  caller: Caller,
  inboxId: string,
  change: InboxChange,
): Promise<Inbox> => {
  demand(caller, 'settings.write')
  // Two people who change different settings at once must not undo each other.
  if (!(await lockInbox(tx, inboxId))) throw notFound('inboxes.no-inbox', 'There is no such inbox.')
  const old = (await inboxRow(tx, inboxId)) as InboxRow
  const channel = await findChannel(old.channel)
  const settings = change.settings
    ? readShape(channel.settings, changed(old.settings, wantedSettings(change.settings)), 'settings')
    : old.settings
  await writing(
    updateInboxRow(tx, {
      ...old,
      name: change.name?.trim() ?? old.name,
      brandId: change.brandId === undefined ? old.brandId : change.brandId,
      address: change.address === undefined ? old.address : change.address?.trim() || null,
      state: change.state ?? old.state,
      settings,
      secrets: change.secrets ? secretsAfter(tx, old, change.secrets, channel.secrets) : old.secrets,
    }),
  )
  if (change.state === 'active' && old.state !== 'active') await putResumed(tx, inboxId)
  if (change.teamIds) await writing(setTeams(tx, inboxId, change.teamIds))
  await recordAudit(tx, caller, {
    action: 'inboxes.update',
    subject: { kind: 'inbox', id: inboxId },
    details: audited(old, change, settings),
  })
  announceChange(tx, inboxId, { sight: change.teamIds !== undefined })
  return shapeInbox((await inboxRow(tx, inboxId)) as InboxRow, channel.abilities, caller, {
    vault: tx.kernel.vault,
    warnings: (await warningsBy(tx))(inboxId),
  })
}

const secretsAfter = (
  tx: Tx,
  old: InboxRow,
  change: Record<string, unknown>,
  schema: Parameters<typeof readShape>[0],
): Buffer | null => {
  const kept = old.secrets ? tx.kernel.vault.open<Record<string, unknown>>(old.secrets) : {}
  const secrets = readShape(schema, changed(kept, change), 'secrets')
  return Object.keys(secrets).length === 0 ? null : tx.kernel.vault.seal(secrets)
}

/** Old and new values; of secrets only which ones were set. */
const audited = (
  old: InboxRow,
  change: InboxChange,
  settings: Record<string, unknown>,
): Record<string, unknown> => {
  const { secrets, settings: given, ...plain } = change
  const keys = Object.keys(plain) as (keyof typeof plain)[]
  return {
    before: Object.fromEntries(keys.map((key) => [key, old[key]])),
    after: plain,
    ...(given ? { settingsBefore: old.settings, settingsAfter: settings } : {}),
    ...(secrets ? { secretsSet: Object.keys(secrets) } : {}),
  }
}
