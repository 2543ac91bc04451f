import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Kernel } from '../kernel/kernel.ts'
import type { Channel, ChannelHost } from './channel.ts'

let found: Promise<ReadonlyMap<string, Channel>> | undefined

/** All channels by name, found once per process: every folder beside this file with an `index.ts` is one. */
export const channels = (): Promise<ReadonlyMap<string, Channel>> => {
  found ??= loadChannels(import.meta.dirname)
  return found
}

/**
 * Loads the channels below a folder, in the order of their names.
 * @throws Error when a folder's `index.ts` exports no `channel`, or one that is not named like its folder.
 */
export const loadChannels = async (folder: string): Promise<ReadonlyMap<string, Channel>> => {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'index.ts')))
    .map((entry) => entry.name)
    .sort()
  const loaded = await Promise.all(names.map((name) => load(folder, name)))
  return new Map(loaded.map((channel) => [channel.name, channel]))
}

const load = async (folder: string, name: string): Promise<Channel> => {
  const file = pathToFileURL(join(folder, name, 'index.ts')).href
  const { channel } = (await import(file)) as { channel?: Channel }
  if (!channel) throw new Error(`server/channels/${name}/index.ts exports no \`channel\``)
  if (channel.name !== name) throw new Error(`the channel in the folder ${name} calls itself ${channel.name}`)
  return channel
}

const hosts = new WeakMap<Kernel, ChannelHost>()

/** Start-up hands over what the product offers to islands, once for each running kernel. */
export const provideHost = (kernel: Kernel, host: ChannelHost): void => {
  hosts.set(kernel, host)
}

/** What the product offers to islands; undefined until start-up provided it. */
export const hostOf = (kernel: Kernel): ChannelHost | undefined => hosts.get(kernel)
