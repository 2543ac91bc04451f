/** Writes who changed what, in the transaction of the change. */
export { recordAudit, type Audited } from './record-audit.ts'
/** The fields that differ, with their old and new values: what the log keeps of a change. */
export { changedFields } from './changed-fields.ts'
