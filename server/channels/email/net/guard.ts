import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { reachOf } from '../../../kernel/http-client/address.ts'

/** Why a host is not connected to. `private`: its address lies inside a network of its own; `unknown`: nobody knows it. */
export class HostRefused extends Error {
  readonly why: 'private' | 'unknown'

  constructor(why: 'private' | 'unknown', host: string) {
    super(`${host} is ${why}`)
    this.why = why
  }
}

const dnsTimeout = 10_000

const timeout = (host: string): Promise<never> =>
  new Promise((_resolve, reject) => {
    setTimeout(() => reject(new HostRefused('unknown', host)), dnsTimeout).unref()
  })

/**
 * The address to connect to for a host that a person typed in. The name is resolved once and the connection goes
 * to that address, so that the answer cannot change behind the check. Throws `HostRefused`.
 */
export const resolveHost = async (host: string, allowPrivate: boolean): Promise<string> => {
  const name = host.trim().replace(/^\[(.*)\]$/, '$1')
  let addresses: string[] = []
  try {
    addresses = isIP(name)
      ? [name]
      : (await Promise.race([lookup(name, { all: true }), timeout(name)])).map(({ address }) => address)
  } catch {
    throw new HostRefused('unknown', name)
  }
  if (addresses.length === 0) throw new HostRefused('unknown', name)
  // A name that leads inside by any of its addresses is refused as a whole.
  const inside = addresses
    .map(reachOf)
    .some((reach) => reach === 'never' || (reach === 'private' && !allowPrivate))
  const first = addresses[0]
  if (inside || first === undefined) throw new HostRefused('private', name)
  return first
}
