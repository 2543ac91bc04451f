import type { WorkspaceDb } from '../../kernel/db/index.ts'
import type { JobContext } from '../../kernel/jobs/index.ts'
import { getWorkspace } from '../workspace/index.ts'
import { checkImport } from './check-import.ts'
import { changeImport } from './change-import.ts'
import type { Item } from './neutral.ts'
import { ownIn } from './own-addresses.ts'
import { joinThreads, talksOfThreads } from './queries/items.ts'
import type { ImportRow } from './queries/imports.ts'
import { insertIssues, type IssueRow } from './queries/report.ts'
import { entriesOf } from './reading/entries.ts'
import { uploadedFile } from './reading/file-pieces.ts'
import { keepItems } from './reading/keep-items.ts'
import { recordsIn, type ReadRecord } from './reading/records.ts'

/** What is kept in one transaction. */
const MOST_ITEMS = 1000
const MOST_BYTES = 8 * 1024 * 1024
/** A file in which nothing is as it should be needs no row for each of its lines. */
const MOST_ISSUES = 50_000
/** A thread of mails whose first one is reached by more steps is cut there. */
const MOST_STEPS = 30

type Context = Pick<JobContext, 'db' | 'signal'>

/** Reads the file of an import from where it stands, and looks through what was read. */
export const readImport = async (context: Context, row: ImportRow): Promise<void> => {
  const { db } = context
  const step = row.place?.step
  if (step === undefined) {
    await readFile(context, row)
    await changeImport(db, row.id, ['reading'], { place: { step: 'arrange' } })
  }
  if (step !== 'check') {
    if (row.source === 'mbox') await arrangeThreads(context, row.id)
    await changeImport(db, row.id, ['reading'], { place: { step: 'check' } })
  }
  await checkImport(context, row.id)
}

const readFile = async ({ db, signal }: Context, row: ImportRow): Promise<void> => {
  const file = uploadedFile(db, row.id, row.size)
  const entries = await entriesOf(file, row.fileName)
  const total = entries.reduce((sum, { size }) => sum + (size ?? row.size), 0)
  const [isOurs, { timeZone }] = await Promise.all([ownIn(db, row), getWorkspace(db)])
  const terms = { db, row, isOurs, timeZone }
  let before = 0
  let issues = row.place?.issues ?? 0
  for (const [at, entry] of entries.entries()) {
    const { entry: last = 0, end = 0 } = row.place ?? {}
    const size = entry.size ?? row.size
    if (at >= last) {
      const state = { at, before, total, size, issues }
      const batch = new Batch(db, row.id, state)
      for await (const record of recordsIn(terms, entry, at === last ? end : 0)) {
        signal.throwIfAborted()
        await batch.add(record)
      }
      await batch.flush()
      issues = state.issues
    }
    before += size
  }
}

/** The file that is read, where it begins among all of them, and how many rows the report has by now. */
interface BatchFile {
  at: number
  before: number
  total: number
  size: number
  issues: number
}

/** What was read of a file and is not kept yet. */
class Batch {
  readonly #db: WorkspaceDb
  readonly #importId: string
  readonly #file: BatchFile
  #items: Item[] = []
  #issues: Omit<IssueRow, 'id'>[] = []
  #bytes = 0
  #end = 0
  #read = 0

  constructor(db: WorkspaceDb, importId: string, file: BatchFile) {
    this.#db = db
    this.#importId = importId
    this.#file = file
  }

  async add({ items, issue, end, size, read = end }: ReadRecord): Promise<void> {
    this.#items.push(...items)
    if (issue) this.#issues.push(issue)
    this.#bytes += size
    this.#end = end
    this.#read = read
    if (this.#items.length + this.#issues.length >= MOST_ITEMS || this.#bytes >= MOST_BYTES)
      await this.flush()
  }

  /** Those that are listed yet; the last one says that there are more. */
  #listed(): Omit<IssueRow, 'id'>[] {
    const room = MOST_ISSUES - this.#file.issues
    this.#file.issues += this.#issues.length
    if (room >= this.#issues.length) return this.#issues
    const [last] = this.#issues.slice(-1)
    return room <= 0 || !last
      ? []
      : [
          ...this.#issues.slice(0, room - 1),
          { ...last, subject: '', detail: 'Further records are not listed.' },
        ]
  }

  async flush(): Promise<void> {
    if (this.#items.length + this.#issues.length === 0) return
    const { at, before, total, size } = this.#file
    const [items, issues, end] = [this.#items, this.#listed(), this.#end]
    this.#items = []
    this.#issues = []
    this.#bytes = 0
    await this.#db.tx(async (tx) => {
      await keepItems(tx, this.#importId, items)
      await insertIssues(tx, this.#importId, issues)
      await changeImport(tx, this.#importId, ['reading'], {
        place: { entry: at, end, issues: this.#file.issues },
        done: before + Math.min(this.#read, size),
        total,
      })
    })
  }
}

/** Brings mails to the first one of their thread, and makes a talk of each thread. */
const arrangeThreads = async ({ db, signal }: Context, importId: string): Promise<void> => {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    signal.throwIfAborted()
    if ((await db.tx((tx) => joinThreads(tx, importId))) === 0) break
  }
  await db.tx((tx) => talksOfThreads(tx, importId))
}
