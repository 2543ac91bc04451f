import { randomBytes } from 'node:crypto'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import type { Inbox } from './contract.ts'
import { findChannel } from './find-channel.ts'
import { inboxRow, insertInbox, insertToken, setTeams, type InboxRow } from './queries.ts'
import { changed, readShape, wantedSettings } from './read-settings.ts'
import { announceChange, writing } from './save-inbox.ts'
import { shapeInbox } from './shape-inbox.ts'

/** A new inbox; everything but channel and name may be left out. */
export interface NewInbox {
  channel: string
  name: string
  brandId?: string | null
  address?: string | null
  teamIds?: string[]
  settings?: Record<string, unknown>
  secrets?: Record<string, unknown>
}

/** Connects an account of a channel. Throws `invalid` for settings that the channel can't take. */
export const createInbox = async (tx: Tx, caller: Caller, input: NewInbox): Promise<Inbox> => {
  demand(caller, 'settings.write')
  const channel = await findChannel(input.channel)
  const settings = readShape(channel.settings, changed({}, wantedSettings(input.settings ?? {})), 'settings')
  const secrets = readShape(channel.secrets, changed({}, input.secrets ?? {}), 'secrets')
  const id = newId()
  const row = {
    id,
    channel: channel.name,
    name: input.name.trim(),
    brandId: input.brandId ?? null,
    address: input.address?.trim() || null,
    state: 'active' as const,
    settings,
    secrets: Object.keys(secrets).length === 0 ? null : tx.kernel.vault.seal(secrets),
  }
  await writing(insertInbox(tx, row))
  await insertToken(tx, randomBytes(12).toString('base64url'), channel.name, id)
  await writing(setTeams(tx, id, input.teamIds ?? []))
  await recordAudit(tx, caller, {
    action: 'inboxes.create',
    subject: { kind: 'inbox', id },
    details: { channel: channel.name, name: row.name, address: row.address, teamIds: input.teamIds ?? [] },
  })
  announceChange(tx, id, { sight: true })
  return shapeInbox((await inboxRow(tx, id)) as InboxRow, channel.abilities, caller, {
    vault: tx.kernel.vault,
    warnings: [],
  })
}
