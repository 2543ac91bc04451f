import type { Db } from '../../kernel/db/index.ts'
import { inboxAddresses } from './queries.ts'

/** An address as it is the same as others of its mailbox: in small letters, without a plus tag. */
export const plainAddress = (address: string): string =>
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
  const ours = new Set((await inboxAddresses(db)).map(plainAddress))
  return (address) => ours.has(plainAddress(address))
}
