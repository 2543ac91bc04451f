import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { insertEntry } from './queries.ts'

/** What was changed: `action` is `room.verb`, the subject is the thing changed; details hold old and new values, never secrets. */
export interface Audited {
  action: string
  subject: { kind: string; id?: string | undefined }
  details?: Record<string, unknown>
}

/** Writes who changed what, in the transaction of the change. */
export const recordAudit = async (tx: Tx, caller: Caller, audited: Audited): Promise<void> => {
  await insertEntry(tx, {
    id: newId(),
    at: tx.now,
    actorKind: caller.kind,
    actorId: caller.id ?? null,
    actorName: caller.name,
    action: audited.action,
    subjectKind: audited.subject.kind,
    subjectId: audited.subject.id ?? null,
    details: audited.details ?? {},
  })
}
