import type { Abilities, Channel } from '../../channels/channel.ts'
import { channels } from '../../channels/registry.ts'
import { invalid } from '../../kernel/errors.ts'

/** The island of a channel. Throws `invalid` when this installation has none of that name. */
export const findChannel = async (name: string): Promise<Channel> => {
  const all = await channels()
  const channel = all.get(name)
  if (channel) return channel
  const known = [...all.keys()].join(', ')
  throw invalid('inboxes.no-channel', `This installation has no channel “${name}”. It has: ${known}.`)
}

/** For inboxes whose island was removed: they stay visible, and nothing can be done with them. */
const NONE: Abilities = {
  html: false,
  subject: false,
  attachments: false,
  copies: false,
  live: false,
  startsConversations: false,
  repeatable: false,
  receipts: [],
}

/** What a channel can do; nothing when this installation has no such channel. */
export const abilitiesOf = async (name: string): Promise<Abilities> =>
  (await channels()).get(name)?.abilities ?? NONE
