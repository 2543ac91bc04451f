import { Readable } from 'node:stream'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { Download } from '../../kernel/http/index.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { getCustomer, groupOf, refuseUnderWay, standingCustomer } from '../customers/index.ts'
import type { CustomerExport } from './contract.ts'
import { exportJob } from './jobs.ts'
import { daysOf } from './list-rules.ts'
import { exportsKept } from './keep-exports.ts'
import { exportChunk, exportRow, exportRows, insertExport, type ExportRow } from './queries/exports.ts'

const DAY_MS = 24 * 3600 * 1000

const shape = async (db: Db, row: ExportRow): Promise<CustomerExport> => {
  const days = await daysOf(db, exportsKept)
  return {
    ...row,
    askedAt: row.askedAt.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
    until: days === null ? null : new Date(row.askedAt.getTime() + days * DAY_MS).toISOString(),
  }
}

/**
 * Has a customer's data put into a file. Who asked for it stands in the audit log. Throws `conflict` for one who
 * was erased, and while a merge of theirs is under way.
 */
export const startExport = async (
  tx: Tx,
  caller: Caller,
  { customerId, language, notes = false }: { customerId: string; language: 'ja' | 'en'; notes?: boolean },
): Promise<CustomerExport> => {
  demand(caller, 'customers.disclose')
  const { id: survivorId } = await standingCustomer(
    tx,
    caller,
    (await getCustomer(tx, caller, customerId)).id,
  )
  await refuseUnderWay(tx, await groupOf(tx, survivorId))
  const row = await insertExport(tx, {
    id: newId(),
    customerId: survivorId,
    language,
    notes,
    askedById: caller.id ?? null,
    askedBy: caller.name,
  })
  await recordAudit(tx, caller, {
    action: 'customers.export-person',
    subject: { kind: 'customer', id: survivorId },
    details: { exportId: row.id, notes },
  })
  tx.job(exportJob, { exportId: row.id }, { key: `${exportJob.name}:${row.id}`, queue: exportJob.name })
  return shape(tx, row)
}

/** Files of a customer's data that are still there. */
export const listExports = async (db: Db, caller: Caller, customerId: string): Promise<CustomerExport[]> => {
  demand(caller, 'customers.disclose')
  const { id } = await getCustomer(db, caller, customerId)
  return Promise.all((await exportRows(db, id)).map((row) => shape(db, row)))
}

/** The file itself. That somebody took it stands in the audit log. */
export const openExport = async (db: WorkspaceDb, caller: Caller, exportId: string): Promise<Download> => {
  demand(caller, 'customers.disclose')
  const row = await exportRow(db, exportId)
  if (!row || row.state !== 'done')
    throw notFound('keeping.no-export', 'This file is not there any more, or not yet. Have it made anew.')
  await getCustomer(db, caller, row.customerId)
  await db.tx((tx) =>
    recordAudit(tx, caller, {
      action: 'customers.download-person',
      subject: { kind: 'customer', id: row.customerId },
      details: { exportId },
    }),
  )
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for (let n = 0; ; n += 1) {
      const bytes = await exportChunk(db, exportId, n)
      if (!bytes) return
      yield bytes
    }
  }
  return new Download({
    name: `customer-${row.customerId.slice(-8)}-${row.askedAt.toISOString().slice(0, 10)}.zip`,
    type: 'application/zip',
    size: row.size,
    cached: false,
    open: () => Readable.from(pieces(), { objectMode: false }),
  })
}
