import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { demandMailInbox } from './create-import.ts'
import { workJob } from './jobs.ts'
import type { ImportOptions, Mapping } from './contract-mapping.ts'
import { hasMade, lockImport, saveImport, type ImportRow, type ImportState } from './queries/imports.ts'
import { demandImport } from './shape.ts'

const held = async (tx: Tx, id: string, states: readonly ImportState[]): Promise<ImportRow> => {
  const row = (await lockImport(tx, id)) ?? (await demandImport(tx, id))
  if (!states.includes(row.state))
    throw conflict('imports.wrong-state', 'The import is not where this can be done. Look at it again.', {
      state: row.state,
    })
  return row
}

const work = (tx: Tx, importId: string): void =>
  tx.job(workJob, { importId }, { key: `${workJob.name}:${importId}`, queue: workJob.name })

const keep = async (tx: Tx, row: ImportRow): Promise<ImportRow> => {
  await saveImport(tx, row)
  return row
}

/**
 * Has the file of an import read. A table is asked for its columns first. Throws `invalid` while a part of the file is missing, and
 * for columns that say neither what was said nor who.
 */
export const startReading = async (
  tx: Tx,
  caller: Caller,
  id: string,
  options: ImportOptions | undefined,
): Promise<ImportRow> => {
  demand(caller, 'imports.manage')
  const row = await held(tx, id, ['uploading', 'columns'])
  if (Number(row.received) < Number(row.size))
    throw invalid('imports.incomplete', 'A part of the file has not come yet. Send it again.')
  const known = { ...row.options, ...options }
  const next = { ...row, options: known, place: null, done: 0, total: Number(row.size) }
  if (row.source === 'csv' && row.state === 'uploading') return keep(tx, { ...next, state: 'columns' })
  if (row.source === 'csv') demandColumns(known)
  work(tx, id)
  return keep(tx, { ...next, state: 'reading' })
}

const demandColumns = ({ columns = [], rows = 'messages' }: ImportOptions): void => {
  const has = (field: string): boolean => columns.some((one) => one === field)
  if (!has('mail') && !has('phone') && !has('name'))
    throw invalid('imports.columns-nobody', 'No column says who it is. Choose the one with the mail address.')
  if (rows === 'messages' && (!has('text') || !has('at')))
    throw invalid(
      'imports.columns-nothing',
      'Messages need a column with their words and one with their date. Choose both.',
    )
}

/** Says what becomes of the source's words. Throws `invalid` for an inbox that mail doesn't come into. */
export const saveMapping = async (
  tx: Tx,
  caller: Caller,
  id: string,
  mapping: Mapping,
): Promise<ImportRow> => {
  demand(caller, 'imports.manage')
  const row = await held(tx, id, ['ready'])
  await demandInboxes(tx, mapping)
  return keep(tx, { ...row, mapping })
}

const demandInboxes = async (tx: Tx, { inboxes }: Mapping): Promise<void> => {
  for (const inboxId of new Set(Object.values(inboxes))) if (inboxId) await demandMailInbox(tx, inboxId)
}

/** Has what was read made into customers and conversations. */
export const startMaking = async (tx: Tx, caller: Caller, id: string): Promise<ImportRow> => {
  demand(caller, 'imports.manage')
  const row = await held(tx, id, ['ready'])
  await demandMailInbox(tx, row.inboxId)
  // One that was chosen may be closed by now.
  await demandInboxes(tx, row.mapping)
  await recordAudit(tx, caller, {
    action: 'imports.make',
    subject: { kind: 'import', id },
    details: { source: row.source, fileName: row.fileName, ...row.counts },
  })
  work(tx, id)
  return keep(tx, { ...row, state: 'making', place: { step: 'people' }, done: 0, total: 0 })
}

/** Ends an import wherever it is; its file goes, and what it has made by then stays. */
export const cancelImport = async (tx: Tx, caller: Caller, id: string): Promise<ImportRow> => {
  demand(caller, 'imports.manage')
  const row = await held(tx, id, ['uploading', 'columns', 'reading', 'ready', 'making', 'failed'])
  await recordAudit(tx, caller, {
    action: 'imports.cancel',
    subject: { kind: 'import', id },
    details: { was: row.state },
  })
  work(tx, id)
  return keep(tx, { ...row, state: 'cancelled', place: null, endedAt: tx.now })
}

/** Has taken back what an import made. */
export const startUndoing = async (tx: Tx, caller: Caller, id: string): Promise<ImportRow> => {
  demand(caller, 'imports.manage')
  const row = await held(tx, id, ['done', 'cancelled', 'failed'])
  await recordAudit(tx, caller, { action: 'imports.undo', subject: { kind: 'import', id } })
  work(tx, id)
  return keep(tx, { ...row, state: 'undoing', place: null, done: 0, total: 0, endedAt: null })
}

/**
 * Removes an import of which nothing is there from the list; what it holds goes a piece at a time. Throws `conflict` where something is.
 */
export const removeImport = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'imports.manage')
  const row = await held(tx, id, ['uploading', 'columns', 'ready', 'failed', 'cancelled', 'undone'])
  if (await hasMade(tx, id))
    throw conflict('imports.has-made', 'Something that this import made is still there. Take it back first.')
  await recordAudit(tx, caller, { action: 'imports.delete', subject: { kind: 'import', id } })
  work(tx, id)
  await keep(tx, { ...row, state: 'removing', place: null })
}
