import { systemCaller } from '../../kernel/caller.ts'
import type { Db, WorkspaceDb } from '../../kernel/db/index.ts'
import { openFile } from '../../kernel/files/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import type { JobContext } from '../../kernel/jobs/index.ts'
import { safeName } from '../../kernel/mime/safe-name.ts'
import { conversationRows, saidIn, threadsOf, type ConversationRow } from '../conversations/index.ts'
import { getCustomer, groupOf, listNotes } from '../customers/index.ts'
import { mailAsItCame } from '../intake/index.ts'
import { getWorkspace } from '../workspace/index.ts'
import { conversationPage, firstPage, type Listed, type Reader, type Told } from './export-pages.ts'
import { addChunk, beginExport, endExport, exportRow } from './queries/exports.ts'
import { ZipFile } from './zip-file.ts'

/** Bytes that are kept at once. */
const CHUNK = 512 * 1024
const MESSAGES = 500

type Context = Pick<JobContext, 'db' | 'signal' | 'lastAttempt'>

/** Puts all of a customer's data into a ZIP: pages to read, JSON, files, and mails as they came where that is still kept. */
export const buildExport = async (context: Context, exportId: string): Promise<void> => {
  const { db, lastAttempt } = context
  try {
    await build(context, exportId)
  } catch (error) {
    if (lastAttempt && !context.signal.aborted) await db.tx((tx) => endExport(tx, exportId, 'failed'))
    throw error
  }
}

const build = async ({ db, signal }: Context, exportId: string): Promise<void> => {
  const row = await exportRow(db, exportId)
  if (!row || row.state === 'done') return
  const ids = await groupOf(db, row.customerId)
  const talks = await allThreads(db, ids)
  if ((await db.tx((tx) => beginExport(tx, exportId, talks.length))) === 0) return
  const zip = new ZipFile()
  const { timeZone } = await getWorkspace(db)
  const reader: Reader = { language: row.language, timeZone }
  const keep = keeper(db, exportId, zip)
  const listed: Listed[] = []
  for (const [at, id] of talks.entries()) {
    signal.throwIfAborted()
    const [talk] = await conversationRows(db, [id])
    if (talk) listed.push(await addConversation(db, zip, reader, talk, () => keep(at, CHUNK)))
    await keep(at + 1, CHUNK)
  }
  const person = await personOf(db, row.customerId)
  await zip.addText(
    'data.json',
    json({ exportedAt: db.kernel.clock.now(), ...person, conversations: listed }),
  )
  await zip.addText('index.html', firstPage(reader, person, listed, db.kernel.clock.now()))
  zip.end()
  await keep(talks.length, 1)
  await db.tx((tx) => endExport(tx, exportId, 'done'))
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

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

const allThreads = async (db: WorkspaceDb, ids: readonly string[]): Promise<string[]> => {
  const all: string[] = []
  for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
    const place: string = after
    const some = await db.tx((tx) => threadsOf(tx, ids, place, 1000))
    all.push(...some)
    after = some.at(-1)
  }
  return all
}

const personOf = async (db: Db, customerId: string) => {
  const caller = systemCaller(db.workspaceId)
  const { conversationCount: _, ...customer } = await getCustomer(db, caller, customerId)
  return { ...customer, notes: await listNotes(db, caller, customerId) }
}

const addConversation = async (
  db: Db,
  zip: ZipFile,
  reader: Reader,
  talk: ConversationRow,
  keep: () => Promise<void>,
): Promise<Listed> => {
  const messages: Told[] = []
  for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
    const rows = await saidIn(db, talk.id, after, MESSAGES)
    for (const said of rows) {
      const places: { name: string; file: string | null }[] = []
      for (const [at, file] of said.files.entries()) {
        const place = file.fileId && `files/${said.id}/${at + 1}-${safeName(file.name) || 'file'}`
        if (file.fileId && place) {
          await zip.add(place, openFile(db, file.fileId), file.type)
          await keep()
        }
        places.push({ name: file.name, file: place })
      }
      const mail = said.kind === 'inbound' ? await mailAsItCame(db, said.id) : undefined
      const original = mail ? `originals/${said.id}.eml` : null
      if (mail && original) await zip.add(original, [mail])
      messages.push({ ...said, places, original })
    }
    after = rows.length === MESSAGES ? rows.at(-1)?.id : undefined
  }
  const { number, subject, openedAt } = talk
  const name = `conversations/${String(number).padStart(6, '0')}`
  const told = messages.map(({ files: _, ...message }) => message)
  await zip.addText(
    `${name}.json`,
    json({ id: talk.id, number, subject, status: talk.status, openedAt, messages: told }),
  )
  await zip.addText(`${name}.html`, conversationPage(reader, { number, subject }, messages))
  return { file: `${name}.html`, number, subject, openedAt }
}
