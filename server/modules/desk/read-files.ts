import { readFile } from '../../kernel/files/index.ts'
import { MOST_BYTES, readFileText } from '../../kernel/file-text/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import type { JobContext } from '../../kernel/jobs/index.ts'
import { indexDocuments } from './index-documents.ts'
import {
  countAttempt,
  keepText,
  messagesWithFile,
  nextWaiting,
  type WaitingFile,
} from './queries/file-texts.ts'

/** Attempts that came to no end, because the whole process ended. */
const MOST_ATTEMPTS = 3

type Context = Pick<JobContext, 'db' | 'signal'>

/**
 * Reads the text of the files that wait for it, one after the other, and has their messages found by it. A file is read
 * once for each content. One that can't be read is not tried again.
 */
export const readFiles = async (context: Context): Promise<void> => {
  const { db, signal } = context
  let file = await nextWaiting(db, FIRST_ID)
  while (file) {
    signal.throwIfAborted()
    const { fileId } = file
    const read = await readOne(context, file)
    await db.tx(async (tx) => {
      await keepText(tx, fileId, read)
      const messageIds = await messagesWithFile(tx, fileId)
      await indexDocuments(tx, { messageIds, conversationIds: [], customerIds: [], removedIds: [] })
    })
    file = await nextWaiting(db, fileId)
  }
}

const readOne = async (
  { db, signal }: Context,
  { fileId, size, attempts }: WaitingFile,
): Promise<{ text: string; problem: string | null }> => {
  if (size > MOST_BYTES) return { text: '', problem: 'too-large' }
  if (attempts >= MOST_ATTEMPTS) return { text: '', problem: 'too-much' }
  await db.tx((tx) => countAttempt(tx, fileId))
  const { text, problem } = await readFileText(await readFile(db, fileId), signal)
  return { text: text.replaceAll('\0', ' '), problem }
}
