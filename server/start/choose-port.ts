import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import type { Config } from '../kernel/config/index.ts'

/**
 * The configuration with a port that is known: for 0 any free one is chosen now, since addresses in mails and in codes to
 * paste are made of it before anything listens. Throws as listening does.
 */
export const choosePort = async (config: Config): Promise<Config> =>
  config.port === 0 ? { ...config, port: await tryPort(config) } : config

/** Listens for a moment, and gives the port that it got. Throws as listening does: where the port is taken, for one. */
export const tryPort = async ({ port, host }: Config): Promise<number> => {
  const server = createServer().listen(port, host)
  await once(server, 'listening')
  const { port: got } = server.address() as AddressInfo
  await once(server.close(), 'close')
  return got
}
