import { createHash } from 'node:crypto'
import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Harassment } from '../contract-harassment.ts'
import { evidenceRows, insertEvidence, saidRows, type SaidRow } from '../queries/evidence.ts'
import type { HarassmentRow } from '../queries/harassments.ts'
import { demandRecord, demandStanding, isTheirs } from './demand-record.ts'
import { recordStep } from './record-step.ts'
import { toHarassment } from './shape.ts'
import { notFound } from '../../../kernel/errors.ts'

/** Pieces of one record, files among them. */
const MOST = 1000
/** Stands before the first piece. */
const NOTHING = '0'.repeat(64)

/** What is kept of a message. */
export interface KeptMessage {
  kind: 'message'
  message: Omit<SaidRow, 'id' | 'occurredAt' | 'receivedAt'> & { occurredAt: string; receivedAt: string }
}

/** What is kept of a file; its bytes stand beside it. */
export interface KeptFile {
  kind: 'file'
  file: { name: string; type: string; size: number; sha256: string }
}

/** A piece of evidence, as its content says it. */
export type Kept = (KeptMessage | KeptFile) & {
  id: string
  position: number
  harassmentId: string
  messageId: string
  keptAt: string
  keptBy: { id: string | null; name: string }
}

/** The hash of a piece: over the one before it in hex, a line feed, and the content. */
export const hashOf = (before: Buffer | null, content: string): Buffer =>
  createHash('sha256')
    .update(`${before?.toString('hex') ?? NOTHING}\n${content}`)
    .digest()

const piecesOf = ({ id: messageId, occurredAt, receivedAt, ...said }: SaidRow) => [
  {
    messageId,
    fileId: null,
    what: {
      kind: 'message' as const,
      message: {
        ...said,
        files: said.files.map(({ fileId: _, ...file }) => file) as SaidRow['files'],
        occurredAt: occurredAt.toISOString(),
        receivedAt: receivedAt.toISOString(),
      },
    },
  },
  ...said.files.map(({ fileId, ...file }) => ({
    messageId,
    fileId,
    what: { kind: 'file' as const, file },
  })),
]

/** Messages of which something is kept already. */
const keptBefore = (contents: readonly string[]): Set<string> =>
  new Set(contents.map((content) => (JSON.parse(content) as Kept).messageId))

/**
 * Keeps messages of the record's conversation as they are now, each with its files; what is kept already is left alone. Gives
 * how many pieces there are new. Throws `invalid` for a message that does not stand there or says nothing any more.
 */
export const addEvidence = async (
  tx: Tx,
  caller: Caller,
  record: Pick<HarassmentRow, 'id' | 'conversationId' | 'evidenceHash' | 'evidenceCount'>,
  messageIds: readonly string[],
): Promise<number> => {
  const wanted = [...new Set(messageIds.map((id) => id.toLowerCase()))]
  if (wanted.length === 0) return 0
  const known = keptBefore((await evidenceRows(tx, record.id)).map(({ content }) => content))
  const said = await saidRows(tx, record.conversationId, wanted)
  if (said.length < wanted.length)
    throw invalid(
      'care.no-such-message',
      'One of the messages does not stand in this conversation, or says nothing any more. Choose again.',
    )
  const pieces = said.filter(({ id }) => !known.has(id)).flatMap(piecesOf)
  if (record.evidenceCount + pieces.length > MOST)
    throw invalid('care.too-much-evidence', `A record takes ${MOST} pieces of evidence at most.`)
  let before = record.evidenceHash
  const rows = pieces.map(({ messageId, fileId, what }, at) => {
    const id = newId()
    const position = record.evidenceCount + at
    const kept: Kept = {
      id,
      harassmentId: record.id,
      position,
      messageId,
      keptAt: tx.now.toISOString(),
      keptBy: { id: caller.id ?? null, name: caller.name },
      ...what,
    }
    const content = JSON.stringify(kept)
    const hash = hashOf(before, content)
    before = hash
    return { id, position, content, hash, fileId }
  })
  await insertEvidence(tx, record.id, rows)
  return rows.length
}

/** Keeps more messages as evidence, for whoever handles the record, reported it or bore it. */
export const keepEvidence = async (
  tx: Tx,
  caller: Caller,
  id: string,
  messageIds: readonly string[],
): Promise<Harassment> => {
  demand(caller, 'harassment.report')
  const record = await demandRecord(tx, caller, id)
  if (!isTheirs(caller, record)) throw notFound('care.no-harassment', 'There is no such record.')
  demandStanding(record)
  const count = await addEvidence(tx, caller, record, messageIds)
  if (count > 0) await recordStep(tx, caller, record, { step: 'kept', details: { count } })
  return toHarassment(tx, await demandRecord(tx, caller, id))
}
