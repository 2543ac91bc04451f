import type { Db } from '../../kernel/db/index.ts'
import { listAgents } from '../agents/index.ts'
import { inboxAccount, ownAddresses, plainAddress } from '../inboxes/index.ts'
import type { ImportRow } from './queries/imports.ts'

/** Tells which addresses are ours in a mailbox: those of inboxes and agents, and what whoever imports it named, domains too. */
export const ownIn = async (
  db: Db,
  { inboxId, options }: Pick<ImportRow, 'inboxId' | 'options'>,
): Promise<(address: string) => boolean> => {
  const [isInbox, agents, inbox] = await Promise.all([
    ownAddresses(db),
    listAgents(db),
    inboxAccount(db, inboxId),
  ])
  const named = (options.own ?? []).map((one) => one.trim().toLowerCase()).filter((one) => one !== '')
  const domains = named.filter((one) => one.startsWith('@'))
  const ours = new Set(
    [...agents.map(({ email }) => email), ...named, inbox?.address ?? ''].map(plainAddress),
  )
  return (address) => {
    const plain = plainAddress(address)
    return ours.has(plain) || isInbox(plain) || domains.some((domain) => plain.endsWith(domain))
  }
}
