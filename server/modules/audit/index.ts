/** Writes who changed what, in the transaction of the change. */
export { recordAudit, type Audited } from './record-audit.ts'
