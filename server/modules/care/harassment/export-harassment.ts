import { Readable } from 'node:stream'
import { demand, type Caller } from '../../../kernel/caller.ts'
import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { notFound } from '../../../kernel/errors.ts'
import { Download } from '../../../kernel/http/index.ts'
import { recordAudit } from '../../audit/index.ts'
import { evidenceChunk, evidenceRow } from '../queries/evidence.ts'
import { checkEvidence } from './check-evidence.ts'
import { demandOwnRecord } from './demand-record.ts'
import type { Kept } from './keep-evidence.ts'
import { getHarassment } from './list-harassments.ts'

/** How others check what they were given, in words. */
const HOW =
  'Each hash is SHA-256 over the hash before it in lower-case hex (64 zeros for the first), one line feed, and `content` byte for byte in UTF-8. The hash of a file among them is in its content as sha256.'

/** A record with its evidence as it was hashed, as one file. That it was taken out stands in the audit log. */
export const exportHarassment = async (db: WorkspaceDb, caller: Caller, id: string): Promise<Download> => {
  demand(caller, 'harassment.handle')
  const row = await demandOwnRecord(db, caller, id)
  const [record, checked] = [await getHarassment(db, caller, id), await checkEvidence(db, row)]
  await db.tx((tx) =>
    recordAudit(tx, caller, { action: 'care.export-harassment', subject: { kind: 'harassment', id } }),
  )
  const text = JSON.stringify(
    {
      how: HOW,
      takenOutAt: db.kernel.clock.now().toISOString(),
      takenOutBy: caller.name,
      ...record,
      evidence: checked.rows.map(({ content, hash }) => ({ content, hash: hash.toString('hex') })),
    },
    null,
    2,
  )
  return new Download({
    name: `harassment_${row.number}_${row.reportedAt.toISOString().slice(0, 10)}.json`,
    type: 'application/json',
    size: Buffer.byteLength(text),
    open: () => Readable.from([text]),
  })
}

/** A file that is evidence, as it was kept. */
export const openEvidenceFile = async (
  db: WorkspaceDb,
  caller: Caller,
  { harassmentId, evidenceId }: { harassmentId: string; evidenceId: string },
): Promise<Download> => {
  demand(caller, 'harassment.handle')
  await demandOwnRecord(db, caller, harassmentId)
  const row = await evidenceRow(db, harassmentId, evidenceId)
  const kept = row && (JSON.parse(row.content) as Kept)
  if (kept?.kind !== 'file') throw notFound('care.no-evidence', 'There is no such file among the evidence.')
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for (let n = 0; ; n += 1) {
      const bytes = await evidenceChunk(db, evidenceId, n)
      if (!bytes) return
      yield bytes
    }
  }
  const { name, type, size } = kept.file
  return new Download({ name, type, size, open: () => Readable.from(pieces(), { objectMode: false }) })
}
