import { systemCaller } from '../../kernel/caller.ts'
import type { Db, WorkspaceDb } from '../../kernel/db/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import type { JobContext } from '../../kernel/jobs/index.ts'
import { endOfMessages, threadRow, threadsNaming, threadsOf } from '../conversations/index.ts'
import { getCustomer, groupOf, listNotes } from '../customers/index.ts'
import type { Room } from '../../kernel/room.ts'
import { getWorkspace } from '../workspace/index.ts'
import { addConversation, json, type Added, type NoteTold } from './add-conversation.ts'
import { firstPage, notesPage, type Reader } from './export-pages.ts'
import { addChunk, beginExport, endExport, exportRow } from './queries/exports.ts'
import { subjectOf, type Subject } from './tell-messages.ts'
import { ZipFile } from './zip-file.ts'

/** Bytes that are kept at once. */
const CHUNK = 512 * 1024
/** Messages of others that are looked through at once. */
const AT_ONCE = 5000

type Context = Pick<JobContext, 'db' | 'signal' | 'lastAttempt'>

/**
 * Puts what a customer may have of their data into a ZIP: pages to read, JSON, files, and mails as they came where that is
 * still kept. Internal notes stand in a folder of their own, where they are wanted.
 */
export const buildExport = async (
  context: Context,
  rooms: readonly Room[],
  exportId: string,
): Promise<void> => {
  const { db, lastAttempt, signal } = context
  try {
    await build(context, rooms, exportId)
  } catch (error) {
    // Also where it was stopped: nobody goes on with it.
    if (lastAttempt) await db.tx((tx) => endExport(tx, exportId, signal.aborted ? 'stopped' : 'error'))
    throw error
  }
}

const build = async ({ db, signal }: Context, rooms: readonly Room[], exportId: string): Promise<void> => {
  const row = await exportRow(db, exportId)
  if (!row || row.state === 'done') return
  signal.throwIfAborted()
  const ids = await groupOf(db, row.customerId)
  const subject = await subjectOf(db, row.customerId, ids)
  const own = await ownThreads(db, ids)
  const all = [...own, ...(await othersThreads(db, subject, signal))]
  if ((await db.tx((tx) => beginExport(tx, exportId, all.length))) === 0) return
  const zip = new ZipFile()
  const { timeZone } = await getWorkspace(db)
  const reader = { language: row.language, timeZone }
  const keep = keeper(db, exportId, zip)
  const added: Added[] = []
  for (const [at, id] of all.entries()) {
    signal.throwIfAborted()
    const talk = await threadRow(db, id)
    const making = { db, zip, reader, subject, notes: row.notes, keep: () => keep(at, CHUNK) }
    const one = talk && (await addConversation(making, talk, at < own.length))
    if (one) added.push(one)
    await keep(at + 1, CHUNK)
  }
  const listed = added.map((one) => one.listed)
  const { notes, ...person } = await personOf(db, row.customerId)
  const now = db.kernel.clock.now()
  await zip.addText('data.json', json({ exportedAt: now, ...person, conversations: listed }))
  await zip.addText('index.html', firstPage(reader, person, listed, now))
  if (row.notes) {
    const beside = await besideThreads(db, rooms, own, reader)
    const internal = { customer: notes, conversations: [...added.flatMap((one) => one.notes), ...beside] }
    await zip.addText('internal/notes.json', json(internal))
    await zip.addText('internal/notes.html', notesPage(reader, internal))
  }
  zip.end()
  await keep(all.length, 1)
  await db.tx((tx) => endExport(tx, exportId, null))
}

/** Keeps what is ready of a ZIP, once that is enough. Throws where nobody wants the file any more. */
const keeper = (db: WorkspaceDb, exportId: string, zip: ZipFile) => {
  let n = 0
  return async (done: number, least: number): Promise<void> => {
    const ready = zip.take(least)
    for (let at = 0; at < ready.length; at += CHUNK) {
      const piece = { n, bytes: ready.subarray(at, at + CHUNK), done }
      if ((await db.tx((tx) => addChunk(tx, exportId, piece))) === 0) throw new Error('the export is gone')
      n += 1
    }
  }
}

const ownThreads = async (db: WorkspaceDb, ids: readonly string[]): Promise<string[]> => {
  const all: string[] = []
  for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
    const place: string = after
    const some = await db.tx((tx) => threadsOf(tx, ids, place, 1000))
    all.push(...some)
    after = some.at(-1)
  }
  return all
}

/** Threads of others in which the person wrote or was written to: every message is looked at once, in pieces. */
const othersThreads = async (db: Db, { ids, addresses }: Subject, signal: AbortSignal): Promise<string[]> => {
  const found = new Set<string>()
  for (let after = FIRST_ID; ; ) {
    signal.throwIfAborted()
    const upTo = await endOfMessages(db, after, AT_ONCE)
    if (upTo === undefined) return [...found].toSorted()
    for (const id of await threadsNaming(db, { after, upTo }, { ids: [...ids], addresses })) found.add(id)
    after = upTo
  }
}

/** Threads of which rooms are asked at once. */
const THREADS = 500

/** What people of ours wrote about the person's own threads beside their messages, with what each is. */
const besideThreads = async (
  db: Db,
  rooms: readonly Room[],
  own: readonly string[],
  { language }: Reader,
): Promise<NoteTold[]> => {
  const all: NoteTold[] = []
  for (let at = 0; at < own.length; at += THREADS) {
    const ids = own.slice(at, at + THREADS)
    const numbers = new Map<string, number>()
    for (const { exports } of rooms)
      for (const one of exports ? await exports(db, ids) : []) {
        const { threadId, title, text, at: occurredAt } = one
        const number = numbers.get(threadId) ?? (await threadRow(db, threadId))?.number ?? 0
        numbers.set(threadId, number)
        all.push({ number, text: `${title[language]}\n${text}`, occurredAt, places: [] })
      }
  }
  return all
}

const personOf = async (db: Db, customerId: string) => {
  const caller = systemCaller(db.workspaceId)
  const { conversationCount: _, ...customer } = await getCustomer(db, caller, customerId)
  const notes = await listNotes(db, caller, customerId)
  return { ...customer, notes: notes.map(({ text, createdAt }) => ({ text, createdAt })) }
}
