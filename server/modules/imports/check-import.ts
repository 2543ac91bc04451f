import type { Db } from '../../kernel/db/index.ts'
import { handfuls } from '../../kernel/handfuls.ts'
import type { JobContext } from '../../kernel/jobs/index.ts'
import { ownersOf } from '../customers/index.ts'
import { changeImport } from './change-import.ts'
import { keyOf, saidKey } from './keys.ts'
import { loadTalks, type LoadedTalk } from './making/load-talks.ts'
import type { Agent, Person } from './neutral.ts'
import { ownIn } from './own-addresses.ts'
import { addressesOf } from './person-addresses.ts'
import { importedByKeys } from './queries/imported.ts'
import { agentItems, type After, itemsAfter, itemsByIds, orphans } from './queries/items.ts'
import { importRow, type Counts, type ImportRow } from './queries/imports.ts'
import { insertIssues, type IssueRow } from './queries/report.ts'
import { suggestMapping } from './suggest-mapping.ts'

const PAGE = 1000
/** Talks that are looked at together, by number and by what was read of them. */
const TALKS = { count: 300, size: 8 * 1024 * 1024 }
/** So many rows of the report are made of each kind while looking through. */
const MOST_ROWS = 1000

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
  const found: Omit<IssueRow, 'id'>[] = []
  const agents = new Set((await agentItems(db, id)).map(({ data }) => (JSON.parse(data) as Agent).id))
  for await (const ids of pagesOf(db, id, 'person', { count: PAGE, size: Number.MAX_SAFE_INTEGER })) {
    signal.throwIfAborted()
    add(counts, await countPeople(db, row, ids))
  }
  for await (const ids of pagesOf(db, id, 'talk', TALKS)) {
    signal.throwIfAborted()
    const talks = await loadTalks(db, row, ids, isOurs)
    add(counts, await countTalks(db, row, talks))
    const wrong = [...tooMany(talks), ...(await unknownAuthors(db, row, talks, agents))]
    add(counts, { authorsUnknown: wrong.filter(({ code }) => code === 'author-unknown').length })
    found.push(...wrong.slice(0, MOST_ROWS - found.length))
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
  const lost = await orphans(db, id, MOST_ROWS)
  await db.tx(async (tx) => {
    await insertIssues(tx, id, [
      ...found,
      ...lost.map(({ talkId, count }) => ({
        code: 'no-talk' as const,
        place: '',
        subject: talkId,
        detail: String(count),
      })),
    ])
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

/** Ids of everything of a kind, some at a time. */
const pagesOf = async function* (
  db: Db,
  importId: string,
  kind: 'person' | 'talk',
  most: { count: number; size: number },
): AsyncGenerator<string[]> {
  for (let place = START; ; ) {
    const page = await itemsAfter(db, importId, kind, place, PAGE)
    for (const some of handfuls(page, ({ size }) => size, most)) yield some.map(({ id }) => id)
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    place = last
  }
}

const issueOf = (code: IssueRow['code'], { talk }: LoadedTalk, detail: number): Omit<IssueRow, 'id'> => ({
  code,
  place: '',
  subject: talk.number ?? talk.subject ?? talk.id,
  detail: String(detail),
})

const tooMany = (talks: readonly LoadedTalk[]): Omit<IssueRow, 'id'>[] =>
  talks.flatMap((one) => (one.leftOut > 0 ? [issueOf('too-many', one, one.leftOut)] : []))

/** Talks in which somebody says something whom nothing names: neither among those who answered nor among the customers. */
const unknownAuthors = async (
  db: Db,
  row: ImportRow,
  talks: readonly LoadedTalk[],
  agents: ReadonlySet<string>,
): Promise<Omit<IssueRow, 'id'>[]> => {
  const idsOf = ({ talk, said }: LoadedTalk): string[] =>
    said.flatMap(({ kind, automatic, author: { id } }) =>
      kind !== undefined || automatic || id === undefined || id === talk.person || agents.has(id) ? [] : [id],
    )
  const ids = [...new Set(talks.flatMap(idsOf))]
  if (ids.length === 0) return []
  const [people, known] = await Promise.all([
    itemsByIds(db, row.id, 'person', ids),
    importedByKeys(
      db,
      'person',
      ids.map((id) => keyOf(row, 'person', id)),
    ),
  ])
  const named = new Set(people.map(({ id }) => id))
  const isUnknown = (id: string): boolean => !named.has(id) && !known.has(keyOf(row, 'person', id))
  return talks.flatMap((one) => {
    const unknown = idsOf(one).filter(isUnknown).length
    return unknown > 0 ? [issueOf('author-unknown', one, unknown)] : []
  })
}

const countPeople = async (db: Db, row: ImportRow, ids: readonly string[]): Promise<Counts> => {
  const people = (await itemsByIds(db, row.id, 'person', ids)).map(({ data }) => JSON.parse(data) as Person)
  const firsts = new Map(people.map((person) => [person.id, addressesOf(person)[0]]))
  const [known, owners] = await Promise.all([
    importedByKeys(
      db,
      'person',
      people.map(({ id }) => keyOf(row, 'person', id)),
    ),
    ownersOf(
      db,
      [...firsts.values()].filter((one) => one !== undefined),
    ),
  ])
  const found = people.filter(
    ({ id }) => known.has(keyOf(row, 'person', id)) || owners.has(firsts.get(id)?.key ?? ''),
  ).length
  return { people: people.length, peopleFound: found }
}

const countTalks = async (db: Db, row: ImportRow, talks: readonly LoadedTalk[]): Promise<Counts> => {
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
