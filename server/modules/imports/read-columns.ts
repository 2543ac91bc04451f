import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { csvRows, formOf } from './reading/csv-records.ts'
import { entriesOf } from './reading/entries.ts'
import { uploadedFile } from './reading/file-pieces.ts'
import { firstBytes } from './reading/records.ts'
import { demandImport } from './shape.ts'
import { suggestColumns } from './sources/table.ts'

const SAMPLES = 3
const LONGEST_SAMPLE = 120

/** The columns of a table that was sent, with the first rows and what suggests itself for each. */
export const readColumns = async (
  db: Db,
  caller: Caller,
  id: string,
): Promise<{ encoding: string; columns: { heading: string; samples: string[]; field: string | null }[] }> => {
  demand(caller, 'imports.manage')
  const row = await demandImport(db, id)
  if (row.source !== 'csv' || row.state !== 'columns')
    throw conflict('imports.wrong-state', 'The import is not where this can be done. Look at it again.')
  const [entry] = await entriesOf(uploadedFile(db, id, Number(row.size)), row.fileName)
  if (!entry) return { encoding: 'utf-8', columns: [] }
  const start = await firstBytes(entry)
  const form = formOf(start)
  const rows: string[][] = []
  const parts = async function* (): AsyncGenerator<Buffer> {
    yield start
  }
  for await (const { cells } of csvRows(parts(), form)) {
    rows.push(cells)
    if (rows.length > SAMPLES) break
  }
  const [header = [], ...more] = rows
  const suggested = row.options.columns ?? suggestColumns(header)
  return {
    encoding: form.encoding,
    columns: header.map((heading, at) => ({
      heading: heading.trim(),
      samples: more.map((cells) => [...(cells[at] ?? '')].slice(0, LONGEST_SAMPLE).join('')),
      field: suggested[at] ?? null,
    })),
  }
}
