import type { z } from 'zod'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import type { customerNote } from './contract.ts'
import { customerChanged } from './events.ts'
import { standingCustomer, visibleCustomer } from './get-customer.ts'
import {
  deleteHiddenNotes,
  hideNote,
  insertNote,
  noteRows,
  type NoteRow,
  unhideNote,
} from './queries/notes.ts'

type Note = z.infer<typeof customerNote>

const shape = (row: NoteRow): Note => ({ ...row, createdAt: row.createdAt.toISOString() })

/** Notes about a customer, newest first. */
export const listNotes = async (db: Db, caller: Caller, customerId: string): Promise<Note[]> => {
  demand(caller, 'customers.read')
  await visibleCustomer(db, caller, customerId)
  return (await noteRows(db, customerId)).map(shape)
}

/** Adds a note about a customer. */
export const addNote = async (tx: Tx, caller: Caller, customerId: string, text: string): Promise<Note> => {
  demand(caller, 'customers.write')
  await standingCustomer(tx, caller, customerId)
  if (text.trim() === '') throw invalid('customers.empty-note', 'The note is empty. Write something first.')
  const note = { id: newId(), text: text.trim(), authorId: caller.id ?? null, createdAt: tx.now }
  await insertNote(tx, customerId, note)
  tx.announce(customerChanged({ customerId }))
  return shape(note)
}

/** For so long a removed note can be brought back, in ms: for a slip of the hand, no archive. */
const KEPT_FOR = 3_600_000

/** Removes a note about a customer. */
export const removeNote = async (
  tx: Tx,
  caller: Caller,
  customerId: string,
  noteId: string,
): Promise<void> => {
  demand(caller, 'customers.write')
  await visibleCustomer(tx, caller, customerId)
  if ((await hideNote(tx, customerId, noteId)) === 0) {
    throw notFound('customers.no-note', 'This note does not exist any more.')
  }
  await recordAudit(tx, caller, {
    action: 'customers.remove-note',
    subject: { kind: 'customer', id: customerId },
    details: { noteId },
  })
  tx.announce(customerChanged({ customerId }))
}

/** Brings a note back that was removed a moment ago, with its author and its time. */
export const restoreNote = async (
  tx: Tx,
  caller: Caller,
  customerId: string,
  noteId: string,
): Promise<Note> => {
  demand(caller, 'customers.write')
  await visibleCustomer(tx, caller, customerId)
  const note = await unhideNote(tx, customerId, noteId)
  if (!note) throw notFound('customers.no-note', 'This note does not exist any more.')
  await recordAudit(tx, caller, {
    action: 'customers.restore-note',
    subject: { kind: 'customer', id: customerId },
    details: { noteId },
  })
  tx.announce(customerChanged({ customerId }))
  return shape(note)
}

/** Deletes for good what was removed longer ago than it can be brought back. */
export const forgetNotes = (tx: Tx): Promise<number> =>
  deleteHiddenNotes(tx, new Date(tx.now.getTime() - KEPT_FOR))
