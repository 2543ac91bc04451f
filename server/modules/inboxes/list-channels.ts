import type { z } from 'zod'
import { channels } from '../../channels/registry.ts'
import type { Channel } from '../../channels/channel.ts'
import { inputSchema } from '../../kernel/json-schema.ts'
import type { channelKind } from './contract.ts'
import { shapeAbilities } from './shape-inbox.ts'

type Kind = z.infer<typeof channelKind>

const kindOf = (channel: Channel): Kind => ({
  name: channel.name,
  title: channel.title,
  addressKind: channel.addressKind,
  abilities: shapeAbilities(channel.abilities),
  settingsSchema: inputSchema(channel.settings),
  secretsSchema: inputSchema(channel.secrets),
  view: channel.view,
  checkable: channel.check !== undefined,
})

let kinds: Promise<Kind[]> | undefined

/**
 * Kinds of channels that this installation can connect, with the shapes of their settings and how these are asked
 * for. In what is to be taken elsewhere, the installation's own address is filled in.
 */
export const listChannels = async (publicUrl: string): Promise<Kind[]> => {
  kinds ??= channels().then((all) => [...all.values()].map(kindOf))
  const filled = (value: string) =>
    value.replaceAll('{url}', publicUrl).replaceAll('{host}', new URL(publicUrl).hostname)
  return (await kinds).map((kind) => ({
    ...kind,
    view: {
      ...kind.view,
      outlets: kind.view.outlets.map((outlet) => ({ ...outlet, value: filled(outlet.value) })),
    },
  }))
}
