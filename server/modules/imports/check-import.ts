import type { Db } from '../../kernel/db/index.ts'
import type { JobContext } from '../../kernel/jobs/index.ts'
import { addressKey, EMAIL, ownersOf, PHONE } from '../customers/index.ts'
import { changeImport } from './change-import.ts'
import { keyOf, saidKey } from './keys.ts'
import { loadTalks } from './making/load-talks.ts'
import type { WholeTalk } from './making/part-thread.ts'
import type { Person } from './neutral.ts'
import { ownIn } from './own-addresses.ts'
import { importedByKeys } from './queries/imported.ts'
import { type After, itemsAfter, itemsByIds, orphans } from './queries/items.ts'
import { importRow, type Counts, type ImportRow } from './queries/imports.ts'
import { insertIssues } from './queries/report.ts'
import { suggestMapping } from './suggest-mapping.ts'

const PAGE = 1000
const TALKS = 300
const MOST_ORPHANS = 1000

/** Before everything. */
export const START: After = { at: new Date(0), id: '' }

/**
 * Looks through what was read without making anything of it: how much would be made, what is there already, what has nobody whose
 * it is. Then people decide.
 */
export const checkImport = async (
  { db, signal }: Pick<JobContext, 'db' | 'signal'>,
  id: string,
): Promise<void> => {
  const row = await importRow(db, id)
  if (!row) return
  const isOurs = await ownIn(db, row)
  const counts: Record<string, number> = {}
  for await (const ids of pagesOf(db, id, 'person', PAGE)) {
    signal.throwIfAborted()
    add(counts, await countPeople(db, row, ids))
  }
  for await (const ids of pagesOf(db, id, 'talk', TALKS)) {
    signal.throwIfAborted()
    add(counts, await countTalks(db, row, await loadTalks(db, row, ids, isOurs)))
  }
  if ((counts.talks ?? 0) + (counts.people ?? 0) === 0) {
    await changeImport(db, id, ['reading'], {
      state: 'failed',
      place: null,
      failure: { code: 'empty', detail: '' },
      endedAt: db.kernel.clock.now(),
    })
    return
  }
  const lost = await orphans(db, id, MOST_ORPHANS)
  await db.tx(async (tx) => {
    await insertIssues(
      tx,
      id,
      lost.map(({ talkId, count }) => ({
        code: 'no-talk',
        place: '',
        subject: talkId,
        detail: String(count),
      })),
    )
    const { mapping } = await changeImport(tx, id, ['reading'], {
      state: 'ready',
      place: null,
      counts,
      done: 0,
      total: 0,
    })
    const suggested = await suggestMapping(tx, id, mapping)
    await changeImport(tx, id, ['ready'], { mapping: suggested })
  })
}

const add = (sum: Record<string, number>, more: Counts): void => {
  for (const [name, count = 0] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count
}

/** Ids of everything of a kind, a page at a time. */
const pagesOf = async function* (
  db: Db,
  importId: string,
  kind: 'person' | 'talk',
  limit: number,
  after: After = START,
): AsyncGenerator<string[]> {
  for (let place = after; ; ) {
    const page = await itemsAfter(db, importId, kind, place, limit)
    const last = page.at(-1)
    if (!last) return
    yield page.map(({ id }) => id)
    if (page.length < limit) return
    place = last
  }
}

const countPeople = async (db: Db, row: ImportRow, ids: readonly string[]): Promise<Counts> => {
  const people = (await itemsByIds(db, row.id, 'person', ids)).map(({ data }) => JSON.parse(data) as Person)
  const addresses = people.flatMap(({ emails, phones }) => [
    ...emails.map((value) => ({ kind: EMAIL, value })),
    ...phones.map((value) => ({ kind: PHONE, value })),
  ])
  const [known, owners] = await Promise.all([
    importedByKeys(
      db,
      'person',
      people.map(({ id }) => keyOf(row, 'person', id)),
    ),
    ownersOf(db, addresses),
  ])
  const found = people.filter(
    (person) =>
      known.has(keyOf(row, 'person', person.id)) || addressKeysOf(person).some((key) => owners.has(key)),
  ).length
  return { people: people.length, peopleFound: found }
}

/** Keys of a person's addresses, as customers are found by them. */
export const addressKeysOf = ({ emails, phones }: Pick<Person, 'emails' | 'phones'>): string[] => [
  ...emails.map((value) => addressKey({ kind: EMAIL, value })),
  ...phones.map((value) => addressKey({ kind: PHONE, value })),
]

const countTalks = async (db: Db, row: ImportRow, talks: readonly WholeTalk[]): Promise<Counts> => {
  const [known, said] = await Promise.all([
    importedByKeys(
      db,
      'talk',
      talks.map(({ talk }) => keyOf(row, 'talk', talk.id)),
    ),
    importedByKeys(
      db,
      'said',
      talks.flatMap((one) => one.said.map((message) => saidKey(row, one.talk.id, message))),
    ),
  ])
  const counts: Record<string, number> = {
    talks: talks.length,
    talksFound: 0,
    messages: 0,
    messagesFound: 0,
    files: 0,
  }
  for (const one of talks) {
    const isKnown = known.has(keyOf(row, 'talk', one.talk.id))
    if (isKnown) add(counts, { talksFound: 1 })
    for (const message of one.said) {
      add(counts, { messages: 1, files: message.files?.length ?? 0 })
      if (said.has(saidKey(row, one.talk.id, message))) add(counts, { messagesFound: 1 })
    }
    if (!isKnown && one.said.length === 0) add(counts, { talksEmpty: 1 })
    if (!isKnown && one.talk.person === undefined) add(counts, { talksWithoutCustomer: 1 })
  }
  return counts
}
