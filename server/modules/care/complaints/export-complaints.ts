import { demand, type Caller } from '../../../kernel/caller.ts'
import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { CsvFile, type Cell } from '../../../kernel/http/index.ts'
import { sightOf } from '../../../kernel/sight.ts'
import { listAgents } from '../../agents/index.ts'
import { recordAudit } from '../../audit/index.ts'
import type { ComplaintFilter } from '../contract-complaints.ts'
import { complaintPage, type After } from '../queries/complaint-list.ts'
import type { ListedRow } from '../queries/complaints.ts'
import { causeRows } from '../queries/settings.ts'
import { narrowedTo } from './list-complaints.ts'

const PAGE = 1000

const HEADER = [
  'complaint_id',
  'conversation_number',
  'subject',
  'customer',
  'severity',
  'cause',
  'state',
  'owner',
  'opened_at',
  'due_at',
  'closed_at',
  'summary',
  'promise',
  'promise_due_at',
  'promise_kept_at',
  'apology',
  'apologised_at',
  'correction',
  'repeats',
]

type Names = ReadonlyMap<string, string>

const lineOf = (row: ListedRow, causes: Names, people: Names): Cell[] => [
  row.id,
  row.number,
  row.subject,
  row.customer,
  row.severity,
  causes.get(row.causeId ?? '') ?? null,
  row.state,
  people.get(row.ownerId ?? '') ?? null,
  row.openedAt.toISOString(),
  row.dueAt?.toISOString() ?? null,
  row.closedAt?.toISOString() ?? null,
  row.summary,
  row.promise,
  row.promiseDueAt?.toISOString() ?? null,
  row.promiseKeptAt?.toISOString() ?? null,
  row.apology,
  row.apologisedAt?.toISOString() ?? null,
  row.correction,
  row.repeatsId,
]

const named = (rows: readonly { id: string; name: string }[]): Names =>
  new Map(rows.map(({ id, name }) => [id, name]))

/** The complaints that a list shows as a CSV file, read in pages while it is sent. That it was taken out is in the audit log. */
export const exportComplaints = async (
  db: WorkspaceDb,
  caller: Caller,
  filter: ComplaintFilter,
): Promise<CsvFile> => {
  demand(caller, 'complaints.manage')
  const [causes, people] = [named(await causeRows(db)), named(await listAgents(db))]
  const narrowed = await narrowedTo(db, caller, filter)
  await db.tx((tx) =>
    recordAudit(tx, caller, { action: 'care.export-complaints', subject: { kind: 'complaints' } }),
  )
  const lines = async function* (): AsyncGenerator<readonly Cell[]> {
    yield HEADER
    let after: After | undefined
    for (;;) {
      const rows = await complaintPage(db, narrowed, { after, limit: PAGE }, sightOf(caller))
      for (const row of rows) yield lineOf(row, causes, people)
      const last = rows.at(-1)
      if (!last || rows.length < PAGE) return
      after = last
    }
  }
  return new CsvFile(`complaints_${db.kernel.clock.now().toISOString().slice(0, 10)}.csv`, lines)
}
