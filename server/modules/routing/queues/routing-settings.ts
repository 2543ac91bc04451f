import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import { changedFields, recordAudit } from '../../audit/index.ts'
import { abilitiesOf } from '../../inboxes/index.ts'
import type { RoutingSettings } from '../contract-queues.ts'
import { askDistribution } from '../distribute/ask.ts'
import { putSettings, settingsRow } from './queries.ts'

const DEFAULTS: RoutingSettings = { capacity: 8, chats: 3, points: [] }

/** Channels on which a customer waits at their screen take more of a person than those on which they look in later. */
const USUAL = { live: 2, other: 1 }

/** How much a person holds at a time, and what conversations count for. */
export const readSettings = async (db: Db): Promise<RoutingSettings> => (await settingsRow(db)) ?? DEFAULTS

/** What a conversation of a channel counts for, and whether it is a chat. */
export const weigh = async (
  { points }: RoutingSettings,
  channel: string,
): Promise<{ points: number; live: boolean }> => {
  const { live } = await abilitiesOf(channel)
  const own = points.find((one) => one.channel === channel)
  return { points: own?.points ?? (live ? USUAL.live : USUAL.other), live }
}

/** Settles it. */
export const saveSettings = async (
  tx: Tx,
  caller: Caller,
  settings: RoutingSettings,
): Promise<RoutingSettings> => {
  demand(caller, 'routing.write')
  const channels = settings.points.map(({ channel }) => channel)
  if (new Set(channels).size < channels.length)
    throw invalid('routing.channel-twice', 'A channel stands there twice. Leave one of the two out.')
  const details = changedFields(await readSettings(tx), settings)
  await putSettings(tx, settings)
  await recordAudit(tx, caller, { action: 'routing.save-settings', subject: { kind: 'workspace' }, details })
  askDistribution(tx)
  return settings
}
