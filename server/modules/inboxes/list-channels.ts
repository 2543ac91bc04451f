import { z } from 'zod'
import { channels } from '../../channels/registry.ts'
import type { Channel } from '../../channels/channel.ts'
import type { channelKind } from './contract.ts'
import { shapeAbilities } from './shape-inbox.ts'

type Kind = z.infer<typeof channelKind>

const schemaOf = (shape: z.ZodType): Record<string, unknown> =>
  z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>

const kindOf = (channel: Channel): Kind => ({
  name: channel.name,
  title: channel.title,
  abilities: shapeAbilities(channel.abilities),
  settingsSchema: schemaOf(channel.settings),
  secretsSchema: schemaOf(channel.secrets),
  checkable: channel.check !== undefined,
})

let kinds: Promise<Kind[]> | undefined

/** Kinds of channels that this installation can connect, with the shapes of their settings. */
export const listChannels = (): Promise<Kind[]> => {
  kinds ??= channels().then((all) => [...all.values()].map(kindOf))
  return kinds
}
