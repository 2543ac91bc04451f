import type { Db } from '../../kernel/db/index.ts'
import { activeInboxes } from './find-account.ts'

/** Comparable, without a plus tag. */
const plain = (address: string): string =>
  address
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/\+[^@]*(?=@)/, '')

/**
 * Tells whether an address is one of ours: what is sent there comes back to us. Inboxes have it as their address, or
 * as `address` among their channel's settings.
 */
export const ownAddresses = async (db: Db): Promise<(address: string) => boolean> => {
  const accounts = await activeInboxes(db)
  const ours = accounts
    .flatMap(({ address, settings }) => [address, settings['address']])
    .filter((one) => typeof one === 'string')
    .map(plain)
  return (address) => ours.includes(plain(address))
}
