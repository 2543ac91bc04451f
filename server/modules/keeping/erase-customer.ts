import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { forgetPerson, holdPerson } from '../customers/index.ts'
import type { Erasure } from './contract.ts'
import { eraseJob } from './jobs.ts'
import { insertErasure, type ErasureRow } from './queries/erasures.ts'
import { deleteExportsOf } from './queries/exports.ts'

/**
 * Erases a customer in sight, with everybody who was merged into them. Who they were goes at once; what was written, and
 * whatever other rooms keep, follows in pieces. Throws `invalid` unless the name was typed as it stands there.
 */
export const eraseCustomer = async (
  tx: Tx,
  caller: Caller,
  { customerId, name }: { customerId: string; name: string },
): Promise<Erasure> => {
  demand(caller, 'customers.erase')
  const { shown, ...traces } = await holdPerson(tx, caller, customerId)
  if (tidy(name) !== tidy(shown))
    throw invalid('keeping.name', 'This is not the name of the customer. Type it as it stands there.')
  // Nobody takes away any more what was put together before.
  const exports = await deleteExportsOf(tx, traces.ids)
  const row = await insertErasure(tx, {
    id: newId(),
    customerId,
    askedById: caller.id ?? null,
    askedBy: caller.name,
    person: traces,
    counts: { ...(await forgetPerson(tx, traces)), exports },
  })
  await recordAudit(tx, caller, {
    action: 'customers.erase',
    subject: { kind: 'customer', id: customerId },
    details: { erasureId: row.id },
  })
  // After those before it.
  tx.job(eraseJob, { erasureId: row.id }, { key: `${eraseJob.name}:${row.id}`, queue: eraseJob.name })
  return shapeErasure(row)
}

/** Spaces and width are no difference to whoever types. */
const tidy = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim()

/** An erasure on the wire. */
export const shapeErasure = (row: ErasureRow): Erasure => ({
  ...row,
  askedAt: row.askedAt.toISOString(),
  doneAt: row.doneAt?.toISOString() ?? null,
})
