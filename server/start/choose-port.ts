import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import type { Config } from '../kernel/config/index.ts'

/**
 * The configuration with a port that is known: for 0 any free one is chosen now, since addresses in mails and in codes to
 * paste are made of it before anything listens. Throws as listening does.
 */
export const choosePort = async (config: Config): Promise<Config> => {
  if (config.port !== 0) return config
  const server = createServer().listen(0, config.host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await once(server.close(), 'close')
  return { ...config, port }
}
