import type { Db } from '../../../kernel/db/index.ts'
import type { Evidence } from '../contract-harassment.ts'
import { evidenceRows, fileHashes, type EvidenceRow } from '../queries/evidence.ts'
import type { HarassmentRow } from '../queries/harassments.ts'
import { hashOf, type Kept } from './keep-evidence.ts'

/** What was kept for a record, each piece checked against its hash. */
export interface Checked {
  evidence: Evidence[]
  /** No piece is missing, and each is as it was kept. */
  complete: boolean
  rows: EvidenceRow[]
}

const fromOf = (recipients: unknown): string =>
  Array.isArray(recipients)
    ? ((recipients as { role: string; value: string }[]).find(({ role }) => role === 'from')?.value ?? '')
    : ''

const toEvidence = ({ id, position, hash }: EvidenceRow, kept: Kept, intact: boolean): Evidence => ({
  id,
  position,
  kind: kept.kind,
  messageId: kept.messageId,
  keptAt: kept.keptAt,
  keptBy: kept.keptBy,
  hash: hash.toString('hex'),
  intact,
  message:
    kept.kind === 'message'
      ? {
          at: kept.message.occurredAt,
          author: kept.message.actorName,
          from: fromOf(kept.message.recipients),
          subject: kept.message.subject,
          text: kept.message.text,
          hasHtml: kept.message.html !== null,
        }
      : null,
  file: kept.kind === 'file' ? kept.file : null,
})

/** Nothing can be read out of it any more. */
const unreadable = ({ id, position, hash }: EvidenceRow): Evidence => ({
  id,
  position,
  kind: 'message',
  messageId: id,
  keptAt: new Date(0).toISOString(),
  keptBy: { id: null, name: '' },
  hash: hash.toString('hex'),
  intact: false,
  message: null,
  file: null,
})

const read = (content: string): Kept | undefined => {
  try {
    return JSON.parse(content) as Kept
  } catch {
    return undefined
  }
}

/**
 * Reads everything that was kept for a record and checks it: each content against its hash, each hash against the one before,
 * each file's bytes against what its content says, and the end against what the record itself knows.
 */
export const checkEvidence = async (
  db: Db,
  record: Pick<HarassmentRow, 'id' | 'evidenceCount' | 'evidenceHash'>,
): Promise<Checked> => {
  const [rows, hashes] = await Promise.all([evidenceRows(db, record.id), fileHashes(db, record.id)])
  let before: Buffer | null = null
  // What follows a piece that was changed proves nothing either.
  let sound = true
  const evidence = rows.map((row, at) => {
    const kept = read(row.content)
    sound &&=
      kept !== undefined &&
      row.position === at &&
      kept.position === at &&
      kept.id === row.id &&
      kept.harassmentId === record.id &&
      hashOf(before, row.content).equals(row.hash) &&
      (kept.kind !== 'file' || kept.file.size === 0 || hashes.get(row.id) === kept.file.sha256)
    before = row.hash
    return kept ? toEvidence(row, kept, sound) : unreadable(row)
  })
  const last = rows.at(-1)?.hash ?? null
  const whole =
    rows.length === record.evidenceCount &&
    (last === null ? record.evidenceHash === null : record.evidenceHash?.equals(last) === true)
  return { evidence, complete: sound && whole, rows }
}
