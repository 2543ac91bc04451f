import type { Db } from '../../kernel/db/index.ts'
import { inboxAddresses } from './queries.ts'

/** Comparable, without a plus tag. */
const plain = (address: string): string =>
  address
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/\+[^@]*(?=@)/, '')

/**
 * Tells whether an address is one of ours: what is sent there comes back to us. Inboxes have it as their address, or
 * as `address` among their channel's settings; also those that are paused or archived, whose mail lies there.
 */
export const ownAddresses = async (db: Db): Promise<(address: string) => boolean> => {
  const ours = new Set((await inboxAddresses(db)).map(plain))
  return (address) => ours.has(plain(address))
}
