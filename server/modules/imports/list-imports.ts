import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { CsvFile } from '../../kernel/http/csv-file.ts'
import { FIRST_ID, isId } from '../../kernel/ids.ts'
import { getWorkspace } from '../workspace/index.ts'
import type { Import, ImportIssue, ImportValue } from './contract.ts'
import type { Mapping } from './contract-mapping.ts'
import { importRows } from './queries/imports.ts'
import { pieceNumbers } from './queries/pieces.ts'
import { issuesAfter, valueRows } from './queries/report.ts'
import { PIECE } from './reading/file-pieces.ts'
import { ISSUE_WORDS } from './issue-words.ts'
import { demandImport, shapeImport } from './shape.ts'
import { jsonSource } from './sources/index.ts'

const MOST = 200
const MOST_VALUES = 500
const LINES = 1000

/** Imports, newest first. */
export const listImports = async (db: Db, caller: Caller): Promise<Import[]> => {
  demand(caller, 'imports.manage')
  return Promise.all((await importRows(db, MOST)).map((row) => shapeImport(db, row)))
}

/** One import, with the pieces of its file that are there. */
export const getImport = async (
  db: Db,
  caller: Caller,
  id: string,
): Promise<Import & { pieceSize: number; pieces: number[] }> => {
  demand(caller, 'imports.manage')
  const row = await demandImport(db, id)
  const pieces = row.state === 'uploading' ? await pieceNumbers(db, id) : []
  return { ...(await shapeImport(db, row)), pieceSize: PIECE, pieces }
}

/** The words of the source, and what becomes of each. */
export const getMapping = async (
  db: Db,
  caller: Caller,
  id: string,
): Promise<{
  mapping: Mapping
  statuses: Record<string, string>
  priorities: Record<string, string>
  values: ImportValue[]
}> => {
  demand(caller, 'imports.manage')
  const row = await demandImport(db, id)
  const source = jsonSource(row.source)
  const values = await valueRows(db, id, MOST_VALUES)
  return {
    mapping: row.mapping,
    statuses: { ...source?.statuses },
    priorities: { ...source?.priorities },
    values: values.map((value) => ({ ...value, count: Number(value.count) })),
  }
}

/** A page of the report. */
export const listIssues = async (
  db: Db,
  caller: Caller,
  id: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: ImportIssue[]; next: string | null }> => {
  demand(caller, 'imports.manage')
  await demandImport(db, id)
  const items = await issuesAfter(db, id, isId(cursor) ? cursor : FIRST_ID, limit)
  return { items, next: items.length === limit ? (items.at(-1)?.id ?? null) : null }
}

/** The whole report as a table. */
export const openReport = async (db: Db, caller: Caller, id: string): Promise<CsvFile> => {
  demand(caller, 'imports.manage')
  const [row, { language }] = await Promise.all([demandImport(db, id), getWorkspace(db)])
  return new CsvFile(
    `import-${row.createdAt.toISOString().slice(0, 10)}-${row.source}.csv`,
    async function* () {
      yield ['code', 'place', 'subject', 'reason', 'detail']
      for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
        const rows = await issuesAfter(db, id, after, LINES)
        for (const { code, place, subject, detail } of rows)
          yield [code, place, subject, ISSUE_WORDS[code][language === 'ja' ? 'ja' : 'en'], detail]
        after = rows.length === LINES ? rows.at(-1)?.id : undefined
      }
    },
  )
}
