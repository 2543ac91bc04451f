import type { Tx } from '../../kernel/db/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import type { JobContext } from '../../kernel/jobs/index.ts'
import { conversationRows, findUntouched, takeBackHistory } from '../conversations/index.ts'
import { deleteUnknown } from '../customers/index.ts'
import { forgetHistory } from '../desk/index.ts'
import { forgetFacts } from '../reports/index.ts'
import { changeImport } from './change-import.ts'
import { forgetRead } from './make-import.ts'
import { countMade, forgetImported, madeAfter, writersIn } from './queries/imported.ts'
import type { ImportRow } from './queries/imports.ts'
import { insertIssues } from './queries/report.ts'

const TALKS = 200
const PEOPLE = 500

type Context = Pick<JobContext, 'db' | 'signal'>

/**
 * Takes back what an import made: conversations that nobody touched since, then customers of whom nothing else is known. The
 * report says what stays. What it added to conversations of others stays, too.
 */
export const undoImport = async (context: Context, row: ImportRow): Promise<void> => {
  const { db, signal } = context
  const total = (await countMade(db, row.id, 'talk')) + (await countMade(db, row.id, 'person'))
  const { place } = row
  if (place === null) await changeImport(db, row.id, ['undoing'], { total, done: 0 })
  let after = place?.step === 'talks' ? (place.id ?? FIRST_ID) : FIRST_ID
  if (place?.step !== 'people')
    for (;;) {
      signal.throwIfAborted()
      const last = await db.tx((tx) => takeTalks(tx, row, after))
      if (last === undefined) break
      after = last
    }
  after = place?.step === 'people' ? (place.id ?? FIRST_ID) : FIRST_ID
  for (;;) {
    signal.throwIfAborted()
    const last = await db.tx((tx) => takePeople(tx, row, after))
    if (last === undefined) break
    after = last
  }
  // It may have stopped on its way, or have been cancelled right before: with all that it read.
  await forgetRead(context, row.id)
  await changeImport(db, row.id, ['undoing'], {
    state: 'undone',
    place: null,
    endedAt: db.kernel.clock.now(),
  })
}

const takeTalks = async (tx: Tx, row: ImportRow, after: string): Promise<string | undefined> => {
  const made = await madeAfter(tx, row.id, 'talk', after, TALKS)
  const last = made.at(-1)?.targetId
  if (last === undefined) return undefined
  const ids = await findUntouched(
    tx,
    made.map(({ targetId, version }) => ({ conversationId: targetId, version: version ?? 0 })),
  )
  const kept = made.filter(({ targetId }) => !ids.includes(targetId)).map(({ targetId }) => targetId)
  const names = await conversationRows(tx, kept)
  await forgetHistory(tx, ids)
  await forgetFacts(tx, ids)
  const messageIds = await takeBackHistory(tx, ids)
  await forgetImported(tx, 'said', messageIds)
  await forgetImported(tx, 'talk', ids)
  await insertIssues(
    tx,
    row.id,
    names.map(({ number, subject }) => ({
      code: 'kept',
      place: '',
      subject: `#${number} ${subject}`,
      detail: '',
    })),
  )
  await changeImport(tx, row.id, ['undoing'], (now) => ({
    place: { step: 'talks', id: last },
    done: now.done + made.length,
    counts: {
      ...now.counts,
      conversationsTaken: (now.counts.conversationsTaken ?? 0) + ids.length,
      conversationsKept: (now.counts.conversationsKept ?? 0) + kept.length,
    },
  }))
  return last
}

const takePeople = async (tx: Tx, row: ImportRow, after: string): Promise<string | undefined> => {
  const made = await madeAfter(tx, row.id, 'person', after, PEOPLE)
  const last = made.at(-1)?.targetId
  if (last === undefined) return undefined
  const people = made.map(({ targetId }) => targetId)
  // Whoever wrote in somebody else's conversation that stays is still known by it.
  const writers = await writersIn(tx, row.id, people)
  const ids = await deleteUnknown(
    tx,
    people.filter((id) => !writers.includes(id)),
  )
  await forgetImported(tx, 'person', ids)
  await changeImport(tx, row.id, ['undoing'], (now) => ({
    place: { step: 'people', id: last },
    done: now.done + made.length,
    counts: {
      ...now.counts,
      customersTaken: (now.counts.customersTaken ?? 0) + ids.length,
      customersKept: (now.counts.customersKept ?? 0) + made.length - ids.length,
    },
  }))
  return last
}
