import type { InboxAccount } from '../../channels/channel.ts'
import type { Db } from '../../kernel/db/index.ts'
import { unavailable, errorText } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { activeRows, inboxRow, tokenRow, type InboxRow } from './queries.ts'

/** An inbox as its island sees it, with what the house needs beside. */
export interface Account extends InboxAccount<Record<string, unknown>, Record<string, unknown>> {
  readonly channel: string
  readonly state: InboxRow['state']
}

/** Where a public token leads. */
export interface TokenTarget {
  workspaceId: number
  inboxId: string
  channel: string
}

/** Changes made by other processes show after this long; those of this process at once. */
const MAX_AGE_MS = 5000
const MAX_TOKENS = 10_000
const DEFAULT_COLOUR = '#2f52a3'

interface Memory {
  accounts: Map<string, { at: number; account: Promise<Account | undefined> }>
  tokens: Map<string, TokenTarget>
}

const memories = new WeakMap<Kernel, Memory>()

const memoryOf = (kernel: Kernel): Memory => {
  let memory = memories.get(kernel)
  if (!memory) {
    memory = { accounts: new Map(), tokens: new Map() }
    memories.set(kernel, memory)
  }
  return memory
}

/**
 * An inbox with its settings, opened secrets, brand and token. Remembered for five seconds, since each arrival asks.
 * Throws `unavailable` when the secrets were sealed with another key.
 */
export const inboxAccount = (db: Db, inboxId: string): Promise<Account | undefined> => {
  const { accounts } = memoryOf(db.kernel)
  const key = `${db.workspaceId} ${inboxId}`
  const now = db.kernel.clock.now().getTime()
  const known = accounts.get(key)
  if (known && now - known.at < MAX_AGE_MS) return known.account
  const account = inboxRow(db, inboxId).then((row) => row && toAccount(db, row))
  // The promise itself is remembered: a hundred arrivals at once read one row, and `forgetAccount` during the read
  // drops an answer that may be old already.
  const entry = { at: now, account }
  accounts.set(key, entry)
  const drop = (): void => {
    if (accounts.get(key) === entry) accounts.delete(key)
  }
  account.then((found) => found ?? drop(), drop)
  return account
}

/** Drops what this process remembers of an inbox. */
export const forgetAccount = (kernel: Kernel, inboxId: string): void => {
  const { accounts } = memoryOf(kernel)
  for (const key of accounts.keys()) if (key.endsWith(inboxId)) accounts.delete(key)
}

/** Where a public token leads; works on the reference handle. A token never changes hands, so it is remembered. */
export const inboxByToken = async (reference: Db, token: string): Promise<TokenTarget | undefined> => {
  const { tokens } = memoryOf(reference.kernel)
  const known = tokens.get(token)
  if (known) return known
  const target = await tokenRow(reference, token)
  if (target) {
    if (tokens.size >= MAX_TOKENS) tokens.clear()
    tokens.set(token, target)
  }
  return target
}

/** Active inboxes of the workspace, of one channel or of all. One whose secrets can't be opened is left out and logged. */
export const activeInboxes = async (db: Db, channel?: string): Promise<Account[]> => {
  const accounts: Account[] = []
  for (const row of await activeRows(db, channel ?? null)) {
    try {
      accounts.push(toAccount(db, row))
    } catch (error) {
      db.kernel.log.error({ inboxId: row.id, error: errorText(error) }, 'an inbox can’t be used')
    }
  }
  return accounts
}

const toAccount = (db: Db, row: InboxRow): Account => ({
  workspaceId: db.workspaceId,
  id: row.id,
  name: row.name,
  address: row.address ?? undefined,
  language: row.language,
  token: row.token,
  settings: row.settings,
  secrets: openSecrets(db, row),
  brand: { name: row.brandName, colour: row.brandColour ?? DEFAULT_COLOUR },
  channel: row.channel,
  state: row.state,
})

const openSecrets = (db: Db, row: InboxRow): Record<string, unknown> => {
  if (!row.secrets) return {}
  try {
    return db.kernel.vault.open(row.secrets)
  } catch {
    throw unavailable(
      'inboxes.sealed',
      `The secrets of the inbox “${row.name}” can’t be opened: they were kept under another key. Restore the key (MADOGUCHI_SECRET, or secret.key in the data folder), or enter them again.`,
    )
  }
}
