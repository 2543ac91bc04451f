import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { dueContacts, settledUntil, type Contact, type Due } from './queries/contacts.ts'
import { appendFacts } from './queries/facts.ts'
import { settingsRow } from './queries/settings.ts'

const BATCH = 1000
// Resolves are measured in their order, but one whose measuring failed at first comes later.
const LATE_MS = 2 * 86_400_000

const settleBatch = async (tx: Tx, due: Due): Promise<Contact[]> => {
  const contacts = await dueContacts(tx, due, BATCH)
  await appendFacts(
    tx,
    contacts.map((contact) => ({
      ...contact,
      id: newId(),
      kind: 'first-contact',
      messageId: null,
      actor: null,
      fromState: null,
      toState: null,
      businessValue: null,
    })),
  )
  return contacts
}

/**
 * Settles what came of first resolves once the customer could have come back for so many days: one fact each, at the
 * moment of the resolve. `anew` looks at all of them, not only at recent ones. Gives how many were settled.
 */
export const settleContacts = async (
  db: WorkspaceDb,
  { anew = false }: { anew?: boolean } = {},
): Promise<number> => {
  const { firstContactDays: days } = await settingsRow(db)
  const newest = anew ? undefined : await settledUntil(db)
  const until = db.kernel.clock.now()
  let after = newest ? new Date(newest.getTime() - LATE_MS) : null
  let total = 0
  for (;;) {
    const settled = await db.tx((tx) => settleBatch(tx, { after, until, days }))
    total += settled.length
    after = settled.at(-1)?.at ?? after
    if (settled.length < BATCH) return total
  }
}
