import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db, WorkspaceDb } from '../../kernel/db/index.ts'
import { CsvFile, JsonLinesFile, type Cell, type StreamedFile } from '../../kernel/http/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { AuditQuery } from './contract.ts'
import { toFilter } from './list-entries.ts'
import { entries, type AuditRow } from './queries.ts'
import { recordAudit } from './record-audit.ts'

const PAGE = 1000

const HEADER = [
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'action',
  'subject_kind',
  'subject_id',
  'details',
  'id',
]

/**
 * The entries that fit as a file, newest first, read in pages while it is sent. That it was taken, and what was asked for, is
 * the log's newest entry, and the file's first line where it fits.
 */
export const exportEntries = async (
  db: WorkspaceDb,
  caller: Caller,
  { format, ...query }: AuditQuery & { format: 'csv' | 'jsonl' },
): Promise<StreamedFile> => {
  demand(caller, 'audit.export')
  const asked = Object.fromEntries(Object.entries(query).filter(([name]) => !name.startsWith('also')))
  await db.tx((tx) =>
    recordAudit(tx, caller, {
      action: 'audit.export',
      subject: { kind: 'audit' },
      details: { format, ...asked },
    }),
  )
  const rows = () => pages(db, query)
  const name = `audit_${db.kernel.clock.now().toISOString().slice(0, 10)}.${format}`
  if (format === 'jsonl') return new JsonLinesFile(name, rows)
  return new CsvFile(name, async function* () {
    yield HEADER
    for await (const row of rows()) yield lineOf(row)
  })
}

async function* pages(db: Db, query: AuditQuery): AsyncGenerator<AuditRow> {
  // What is written while it is read is not in it: a long export would never end.
  let before: string | null = newId()
  while (before !== null) {
    const rows: AuditRow[] = await entries(db, { ...toFilter(query), before, limit: PAGE })
    yield* rows
    before = rows.length < PAGE ? null : (rows.at(-1)?.id ?? null)
  }
}

const lineOf = (row: AuditRow): Cell[] => [
  row.at.toISOString(),
  row.actorKind,
  row.actorId,
  row.actorName,
  row.action,
  row.subjectKind,
  row.subjectId,
  JSON.stringify(row.details),
  row.id,
]
