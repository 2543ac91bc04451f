import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { ownAddresses, plainAddress } from '../inboxes/index.ts'
import type { Blocked } from './contract-blocked.ts'
import { addBlocked, blockedRows, dropBlocked } from './queries/blocked.ts'

const ADDRESS = /^[^\s@<>,;"]*@[^\s@<>,;"]+\.[^\s@<>,;"]+$/

/** Everybody from whom nothing is taken in. */
export const listBlocked = async (db: Db, caller: Caller): Promise<Blocked[]> => {
  demand(caller, 'intake.retry')
  return (await blockedRows(db)).map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}

/**
 * Takes nothing in any more from a mail address, or from everybody at a domain (`@shop.example`). What comes is kept as
 * ignored and can be imported. Throws `invalid` for what is neither, and for an address of ours.
 */
export const blockSender = async (tx: Tx, caller: Caller, given: string): Promise<void> => {
  demand(caller, 'intake.retry')
  const value = plainAddress(given.trim())
  if (!ADDRESS.test(value))
    throw invalid('intake.no-sender', 'Enter an email address, or a domain with @ before it.')
  if ((await ownAddresses(tx))(value))
    throw invalid('intake.own-sender', 'This is the address of one of your own inboxes.')
  if ((await addBlocked(tx, value, caller.name)) > 0) await note(tx, caller, 'intake.block', value)
}

/** Takes in again what a sender writes from now on. */
export const unblockSender = async (tx: Tx, caller: Caller, value: string): Promise<void> => {
  demand(caller, 'intake.retry')
  if ((await dropBlocked(tx, value)) > 0) await note(tx, caller, 'intake.unblock', value)
}

const note = (
  tx: Tx,
  caller: Caller,
  action: 'intake.block' | 'intake.unblock',
  value: string,
): Promise<void> =>
  recordAudit(tx, caller, {
    action,
    subject: { kind: 'workspace' },
    details: { value },
  })
