import type { Tx } from '../../kernel/db/index.ts'
import { removeFiles } from '../../kernel/files/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import {
  addressPattern,
  addressWords,
  NOWHERE,
  type Counts,
  type Person,
  type Swept,
} from '../../kernel/personal.ts'
import { EMAIL } from '../customers/index.ts'
import { conversationChanged, messageReread } from './events.ts'
import { deleteFirstDrafts, lockUnused } from './queries/erase.ts'
import {
  endOfMessages,
  keptWith,
  fileNamesWith,
  shownWith,
  subjectChangesWith,
  tracesBetween,
  writeKept,
  writeFileNames,
  writeShown,
  writeSubjectChanges,
  writeTraces,
  writtenBetween,
  type KeptKind,
  type TraceRow,
} from './queries/erase-traces.ts'

/** Messages that are looked through at once: all of them may have to be written into the search index anew. */
const AT_ONCE = 1000

/**
 * What the person wrote where others have their thread, and their addresses in what others wrote, or were written: copies,
 * quotations. Words of others stay.
 */
export const sweep = async (tx: Tx, person: Person, place: string | null): Promise<Swept> => {
  const after = place ?? FIRST_ID
  const upTo = await endOfMessages(tx, after, AT_ONCE)
  if (upTo === undefined) return { counts: {}, messageIds: [], next: null }
  const own = await writtenBetween(tx, { after, upTo }, person.ids)
  const words = addressWords(person)
  const clean = cleaner(words)
  const found = clean ? await tracesBetween(tx, { after, upTo }, words) : []
  const rows = found.filter(({ id }) => !own.includes(id)).flatMap((row) => clean?.row(row) ?? [])
  if (rows.length > 0) await writeTraces(tx, rows)
  tx.announce(
    ...rows.map(({ id, conversationId, inboxId }) =>
      messageReread({ messageId: id, conversationId, inboxId }),
    ),
  )
  const messageIds = rows.map(({ id }) => id)
  return { counts: { copies: rows.length }, messageIds, own, next: upTo }
}

/** Takes words out of texts, and whoever has one of them as an address out of recipients' names. */
const cleaner = (words: readonly string[]) => {
  const pattern = addressPattern(words)
  if (!pattern) return undefined
  const known = new Set(words)
  const text = (value: string): string => value.replace(pattern, NOWHERE)
  const every = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(every)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, every(one)]))
  }
  /** The message without them; undefined where it only seemed to hold one. */
  const row = (trace: TraceRow): TraceRow | undefined => {
    const recipients = trace.recipients.map((one) =>
      known.has(one.value.toLowerCase()) ? { ...one, kind: EMAIL, value: NOWHERE, name: null } : one,
    )
    const cleaned = every({ ...trace, recipients }) as TraceRow
    // Who did not get it, and what their server said of that, has other ways of naming them.
    if (JSON.stringify(cleaned.receiptReason) !== JSON.stringify(trace.receiptReason))
      cleaned.receiptReason = null
    return JSON.stringify(cleaned) === JSON.stringify(trace) ? undefined : cleaned
  }
  return { text, row, every }
}

type Cleaner = NonNullable<ReturnType<typeof cleaner>>

/** Says that conversations are called otherwise, without what it was that they were called. */
export const tellCleaned = (tx: Tx, rows: readonly { id: string; inboxId: string }[]): void =>
  tx.announce(
    ...rows.map(({ id, inboxId }) =>
      conversationChanged({
        conversationId: id,
        inboxId,
        changes: [{ kind: 'subject', from: null, to: null }],
        actorKind: 'system',
        actorId: null,
      }),
    ),
  )

/**
 * Addresses in what conversations of others are called and show, also where our side alone typed them, and in names of
 * files.
 */
const cleanNames = async (tx: Tx, { text }: Cleaner, words: readonly string[]): Promise<void> => {
  const held = await shownWith(tx, words)
  const shown = held
    .map((row) => ({
      ...row,
      subject: text(row.subject),
      preview: text(row.preview),
      addressed: row.addressed && text(row.addressed),
    }))
    .filter((row, at) => JSON.stringify(row) !== JSON.stringify(held[at]))
  const [changes, names] = await Promise.all([subjectChangesWith(tx, words), fileNamesWith(tx, words)])
  await Promise.all([
    writeShown(tx, shown),
    writeSubjectChanges(
      tx,
      changes.map(({ id, from, to }) => ({ id, from: from && text(from), to: to && text(to) })),
    ),
    writeFileNames(
      tx,
      names.map(({ id, name }) => ({ id, name: text(name) })),
    ),
  ])
  tellCleaned(tx, shown)
}

/** What agents were writing first to them, and their addresses in what is written to others. */
export const person = async (tx: Tx, who: Person): Promise<Counts> => {
  const { drafts, files } = await deleteFirstDrafts(tx, who.ids)
  const words = addressWords(who)
  const clean = cleaner(words)
  if (clean) await cleanNames(tx, clean, words)
  const replace = async (kind: KeptKind): Promise<number> => {
    if (!clean) return 0
    const found = await keptWith(tx, kind, words)
    const rows = found
      .map(({ key, value }) => ({ key, value: clean.every(value) }))
      .filter(({ value }, at) => JSON.stringify(value) !== JSON.stringify(found[at]?.value))
    if (rows.length > 0) await writeKept(tx, kind, rows)
    return rows.length
  }
  return {
    drafts: drafts + (await replace('drafts')) + (await replace('firstDrafts')),
    files: await removeFiles(tx, await lockUnused(tx, files)),
  }
}
