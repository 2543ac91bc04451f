import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { isAway } from '../../kernel/db/is-away.ts'
import { asAppError, errorText } from '../../kernel/errors.ts'
import { handfuls } from '../../kernel/handfuls.ts'
import type { JobContext } from '../../kernel/jobs/index.ts'
import { learnTables } from '../reports/index.ts'
import { changeImport, NotWanted } from './change-import.ts'
import { START } from './check-import.ts'
import { loadTalks } from './making/load-talks.ts'
import { makePeople } from './making/make-people.ts'
import { makeTalks } from './making/make-talks.ts'
import type { FileStore } from './making/keep-files.ts'
import { readHouse, type House } from './making/terms.ts'
import type { Person } from './neutral.ts'
import { type After, countItems, deleteItems, itemsAfter, itemsByIds } from './queries/items.ts'
import { learnImports, type Counts, type ImportRow, type Place } from './queries/imports.ts'
import { deletePieces } from './queries/pieces.ts'
import { insertIssues } from './queries/report.ts'
import { entriesOf } from './reading/entries.ts'
import { uploadedFile } from './reading/file-pieces.ts'

const PEOPLE = 500
/** Talks of one transaction, by number and by what was read of them. */
const TALKS = { count: 250, size: 8 * 1024 * 1024 }
const PAGE = 1000
const FORGOTTEN = 5000
const FORGOTTEN_PIECES = 8

type Context = Pick<JobContext, 'db' | 'signal'>

/** Makes customers and conversations of what was read, from where that stands; then forgets what was read. */
export const makeImport = async (context: Context, begun: ImportRow): Promise<void> => {
  const { db } = context
  const items = await countItems(db, begun.id)
  const total = (items.person ?? 0) + (items.talk ?? 0)
  let row = await changeImport(db, begun.id, ['making'], { total })
  if ((row.place?.step ?? 'people') === 'people') {
    await inPages(context, row, { kind: 'person', limit: PEOPLE, step: 'people' }, (tx, ids) =>
      people(tx, row, ids),
    )
    row = await changeImport(db, row.id, ['making'], { place: { step: 'talks' } })
  }
  if (row.place?.step === 'talks') {
    const house = await readHouse(db, row)
    const store = await fileStore(db, row)
    await inPages(context, row, { kind: 'talk', limit: PAGE, step: 'talks', handful: TALKS }, (tx, ids) =>
      talks(tx, house, store, ids),
    )
    row = await changeImport(db, row.id, ['making'], { place: { step: 'forget' } })
  }
  await forgetRead(context, row.id)
  await changeImport(db, row.id, ['making'], {
    state: 'done',
    place: null,
    endedAt: db.kernel.clock.now(),
  })
}

/** What was read goes, a piece at a time: it is made, or nobody wants it. */
export const forgetRead = async ({ db, signal }: Context, id: string): Promise<void> => {
  for (let left = FORGOTTEN; left === FORGOTTEN; ) {
    signal.throwIfAborted()
    left = await db.tx((tx) => deleteItems(tx, id, FORGOTTEN))
  }
  for (let left = FORGOTTEN_PIECES; left === FORGOTTEN_PIECES; ) {
    signal.throwIfAborted()
    left = await db.tx((tx) => deletePieces(tx, id, FORGOTTEN_PIECES))
  }
}

const people = async (tx: Tx, row: ImportRow, ids: readonly string[]): Promise<Counts> =>
  makePeople(
    tx,
    row,
    (await itemsByIds(tx, row.id, 'person', ids)).map(({ data }) => JSON.parse(data) as Person),
  )

const talks = async (tx: Tx, house: House, store: FileStore, ids: readonly string[]): Promise<Counts> =>
  makeTalks(tx, house, store, await loadTalks(tx, house.row, ids, house.isOurs))

const fileStore = async (db: WorkspaceDb, row: ImportRow): Promise<FileStore> => {
  const entries =
    row.source === 'mbox' || row.source === 'csv'
      ? []
      : await entriesOf(uploadedFile(db, row.id, row.size), row.fileName)
  return { row, entries: new Map(entries.map((entry) => [entry.name, entry])) }
}

const learn = async (db: WorkspaceDb): Promise<void> => {
  await learnTables(db, 'history')
  await learnTables(db, 'facts')
  await learnImports(db)
}

interface Walk {
  kind: 'person' | 'talk'
  limit: number
  step: NonNullable<Place['step']>
  handful?: { count: number; size: number }
}

interface Item {
  id: string
  at: Date
  size: number
}

/** Goes through everything of a kind, some in a transaction that also keeps how far it has come. */
const inPages = async (
  { db, signal }: Context,
  row: ImportRow,
  { kind, limit, step, handful = { count: limit, size: Number.MAX_SAFE_INTEGER } }: Walk,
  make: (tx: Tx, ids: readonly string[]) => Promise<Counts>,
): Promise<void> => {
  const { place } = row
  let after: After =
    place?.step === step && place.at !== undefined ? { at: new Date(place.at), id: place.id ?? '' } : START
  for (let batch = 0; ; ) {
    const page: Item[] = await itemsAfter(db, row.id, kind, after, limit)
    for (const some of handfuls(page, ({ size }) => size, handful)) {
      signal.throwIfAborted()
      // Whenever there is twice as much: plans that were made for empty tables read whole ones.
      if ((batch & (batch - 1)) === 0) await learn(db)
      batch += 1
      await makeSome({ db, row, step, make }, some)
    }
    const last = page.at(-1)
    if (!last || page.length < limit) return
    after = last
  }
}

interface Making {
  db: WorkspaceDb
  row: ImportRow
  step: NonNullable<Place['step']>
  make(tx: Tx, ids: readonly string[]): Promise<Counts>
}

/** Makes some; where that fails, each by itself, so that one that can't be made stops no other. */
const makeSome = async (making: Making, some: readonly Item[]): Promise<void> => {
  const { db, row, step, make } = making
  const last = some.at(-1) as Item
  try {
    await db.tx(async (tx) => {
      const counts = await make(
        tx,
        some.map(({ id }) => id),
      )
      await changeImport(tx, row.id, ['making'], (now) => ({
        place: { step, at: last.at.toISOString(), id: last.id },
        done: now.done + some.length,
        counts: sum(now.counts, counts),
      }))
    })
  } catch (error) {
    if (error instanceof NotWanted || isAway(error)) throw error
    if (some.length > 1) {
      for (const one of some) await makeSome(making, [one])
      return
    }
    db.kernel.log.warn({ import: row.id, error: errorText(error) }, 'a record could not be imported')
    await db.tx(async (tx) => {
      await insertIssues(tx, row.id, [
        {
          code: 'unreadable',
          place: '',
          subject: last.id.split('\n')[0] ?? '',
          detail: asAppError(error)?.message ?? '',
        },
      ])
      await changeImport(tx, row.id, ['making'], (now) => ({
        place: { step, at: last.at.toISOString(), id: last.id },
        done: now.done + 1,
      }))
    })
  }
}

const sum = (counts: Counts, more: Counts): Counts => {
  const all = { ...counts }
  for (const [name, count = 0] of Object.entries(more)) all[name] = (all[name] ?? 0) + count
  return all
}
