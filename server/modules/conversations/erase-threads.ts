import type { Tx } from '../../kernel/db/index.ts'
import { removeFiles } from '../../kernel/files/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import type { Counts, Erasing, Person, Swept } from '../../kernel/personal.ts'
import { EMAIL, erasedName } from '../customers/index.ts'
import { conversationChanged } from './events.ts'
import {
  cleanDrafts,
  deleteAttachments,
  deleteDrafts,
  deleteFirstDrafts,
  deleteOrders,
  deleteSuggestions,
  endApprovals,
  endOfMessages,
  hashKeys,
  holdThreads,
  lockUnused,
  previewsWith,
  tracesBetween,
  wipeChanges,
  wipeConversations,
  wipeLinks,
  wipeMessages,
  wipeShown,
  writePreviews,
  escaped,
  writeTraces,
  type TraceRow,
} from './queries/erase.ts'

/** Messages that are looked through at once. */
const AT_ONCE = 5000
/** Stands where an address of an erased person stood; nothing can be sent there (RFC 2606). */
const NOWHERE = 'erased@sender.invalid'

/** Everything that conversations say: words, people, names, files, drafts, keys. Their rows and numbers stay. */
const threads = async (tx: Tx, ids: readonly string[]): Promise<Counts> => {
  const held = await holdThreads(tx, ids)
  const attachments = await deleteAttachments(tx, ids)
  const drafts = await deleteDrafts(tx, ids)
  const counts = {
    conversations: held.length,
    messages: await wipeMessages(tx, ids, await erasedName(tx)),
    attachments: attachments.count,
    files: await removeFiles(tx, await lockUnused(tx, [...attachments.files, ...drafts.files])),
    drafts: drafts.drafts,
    threadKeys: await hashKeys(tx, ids),
  }
  await wipeConversations(tx, ids)
  await wipeShown(tx, ids)
  await wipeChanges(tx, ids)
  await wipeLinks(tx, ids)
  await deleteSuggestions(tx, ids)
  await deleteOrders(tx, ids)
  await endApprovals(tx, ids)
  tx.announce(
    ...held.map(({ id, inboxId }) =>
      conversationChanged({
        conversationId: id,
        inboxId,
        changes: [{ kind: 'subject', from: null, to: null }],
        actorKind: 'system',
        actorId: null,
      }),
    ),
  )
  return counts
}

const wordsOf = ({ addresses }: Person): string[] => [
  ...new Set(
    addresses
      .flatMap(({ value, valueKey }) => [value, valueKey])
      // A short one stands everywhere, and says nothing.
      .filter((word) => word.length > 5),
  ),
]

/** The person's addresses in what others wrote, or were written: copies, quotations. Words of others stay. */
const sweep = async (tx: Tx, person: Person, place: string | null): Promise<Swept> => {
  const words = wordsOf(person)
  const after = place ?? FIRST_ID
  const upTo = words.length === 0 ? undefined : await endOfMessages(tx, after, AT_ONCE)
  if (upTo === undefined) return { counts: {}, messageIds: [], next: null }
  const lower = words.map((word) => word.toLowerCase())
  const rows = await tracesBetween(tx, { after, upTo }, lower)
  const clean = cleaner(words)
  if (rows.length > 0) {
    await writeTraces(tx, rows.map(clean.row))
    const shown = await previewsWith(tx, [...new Set(rows.map((row) => row.conversationId))], lower)
    await writePreviews(
      tx,
      shown.map((row) => ({
        id: row.id,
        subject: clean.text(row.subject),
        preview: clean.text(row.preview),
        addressed: row.addressed && clean.text(row.addressed),
      })),
    )
  }
  return { counts: { copies: rows.length }, messageIds: rows.map(({ id }) => id), next: upTo }
}

/** Takes words out of texts, and whoever has one of them as an address out of recipients' names. */
const cleaner = (words: readonly string[]) => {
  // The longest first: one address may be the end of another.
  const all = words.toSorted((one, other) => other.length - one.length).map(escaped)
  const pattern = new RegExp(all.join('|'), 'gi')
  const known = new Set(words.map((word) => word.toLowerCase()))
  const text = (value: string): string => value.replace(pattern, NOWHERE)
  const row = (trace: TraceRow) => ({
    id: trace.id,
    text: text(trace.text),
    html: trace.html && text(trace.html),
    subject: trace.subject && text(trace.subject),
    recipients: trace.recipients.map((one) =>
      known.has(one.value.toLowerCase())
        ? { ...one, kind: EMAIL, value: NOWHERE, name: null }
        : { ...one, name: one.name && text(one.name) },
    ),
    context: Object.fromEntries(Object.entries(trace.context).map(([key, value]) => [key, text(value)])),
  })
  return { text, row }
}

/** What agents were writing first to them, and their addresses in what is written to others. */
const person = async (tx: Tx, who: Person): Promise<Counts> => {
  const { drafts, files } = await deleteFirstDrafts(tx, who.ids)
  let cleaned = 0
  for (const word of wordsOf(who)) cleaned += await cleanDrafts(tx, word, NOWHERE)
  return { drafts: drafts + cleaned, files: await removeFiles(tx, await lockUnused(tx, files)) }
}

/** What conversations lose when somebody is erased. */
export const erases: Erasing = { threads, sweep, person }
