import type { Db } from '../../kernel/db/index.ts'
import { openFile } from '../../kernel/files/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import { safeName } from '../../kernel/mime/safe-name.ts'
import { saidIn, type SaidRow, type ThreadRow } from '../conversations/index.ts'
import { mailAsItCame } from '../intake/index.ts'
import { conversationPage, type Listed, type Place, type Reader, type Told } from './export-pages.ts'
import { sharer, titleOf, type Shown, type Subject } from './tell-messages.ts'
import type { ZipFile } from './zip-file.ts'

const MESSAGES = 500

/** What an export is put together with. */
export interface Making {
  db: Db
  zip: ZipFile
  reader: Reader
  subject: Subject
  /** Whether internal notes are wanted, too. */
  notes: boolean
  /** Keeps what is ready, once that is much. */
  keep(): Promise<void>
}

/** A conversation as it stands in the file: in the list of the first page, and with its notes where these are wanted. */
export interface Added {
  listed: Listed
  notes: NoteTold[]
}

/** An internal note with where its files stand. Who wrote it is a colleague's data. */
export interface NoteTold {
  number: number
  text: string
  occurredAt: Date
  places: readonly Place[]
}

/**
 * Adds the person's share of a thread: their own one, or one of somebody else in which they wrote or were written to.
 * Undefined where nothing of another's thread is theirs.
 */
export const addConversation = async (
  making: Making,
  talk: ThreadRow,
  ownThread: boolean,
): Promise<Added | undefined> => {
  const { db, zip, reader, subject } = making
  const messages: Told[] = []
  const notes: NoteTold[] = []
  let [leftOut, title] = [0, talk.subject]
  const shareOf = sharer(db, subject, ownThread)
  for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
    const rows: SaidRow[] = await saidIn(db, talk.id, after, MESSAGES)
    const share = await shareOf(rows)
    leftOut += share.leftOut
    if (after === FIRST_ID) title = titleOf(title, rows)
    for (const said of share.told) messages.push(await addMessage(making, said))
    for (const said of making.notes ? share.notes : [])
      notes.push({
        number: talk.number,
        text: said.text,
        occurredAt: said.occurredAt,
        places: await addFiles(making, said, 'internal/files'),
      })
    after = rows.length === MESSAGES ? rows.at(-1)?.id : undefined
  }
  if (!ownThread && messages.length === 0) return undefined
  // What somebody else's conversation is called is theirs.
  const [first] = messages
  const head = ownThread
    ? { number: talk.number, subject: title, openedAt: talk.openedAt, status: talk.status }
    : { number: talk.number, subject: first?.subject ?? '', openedAt: first?.occurredAt ?? talk.openedAt }
  const name = `conversations/${String(talk.number).padStart(6, '0')}`
  const told = messages.map(({ files: _, actorId: __, ...message }) => message)
  await zip.addText(`${name}.json`, json({ id: talk.id, ...head, leftOut, messages: told }))
  await zip.addText(`${name}.html`, conversationPage(reader, { ...head, leftOut }, messages))
  const { number, openedAt } = head
  return { listed: { file: `${name}.html`, number, subject: head.subject, openedAt }, notes }
}

/** Data as a file to be read. */
export const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

const addMessage = async (making: Making, { asItCame, ...said }: Shown): Promise<Told> => {
  const { db, zip } = making
  const places = await addFiles(making, said, 'files')
  const mail = asItCame ? await mailAsItCame(db, said.id) : undefined
  const original = mail ? `originals/${said.id}.eml` : null
  if (mail && original) await zip.add(original, [mail])
  return { ...said, places, original }
}

const addFiles = async ({ db, zip, keep }: Making, said: SaidRow, folder: string): Promise<Place[]> => {
  const places: Place[] = []
  for (const [at, file] of said.files.entries()) {
    const place = file.fileId && `${folder}/${said.id}/${at + 1}-${safeName(file.name) || 'file'}`
    if (file.fileId && place) {
      await zip.add(place, openFile(db, file.fileId), file.type)
      await keep()
    }
    places.push({ name: file.name, file: place, problem: file.problem })
  }
  return places
}
