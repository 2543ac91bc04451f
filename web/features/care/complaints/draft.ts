import type { Output, Request } from '../../../api/types.ts'

/** A complaint as its conversation has it. */
export type KnownComplaint = Output<'care.listConversationComplaints'>[number]

/** What stands in the form; nobody and no cause are empty texts. */
export interface ComplaintDraft {
  severity: KnownComplaint['severity']
  causeId: string
  summary: string
  ownerId: string
  dueAt: string | null
  promise: string
  promiseDueAt: string | null
  promiseKeptAt: string | null
  apology: string
  apologisedAt: string | null
  correction: string
}

/** A complaint as the form shows it. */
export const draftOf = (complaint: KnownComplaint): ComplaintDraft => {
  const { severity, causeId, summary, ownerId, dueAt, promise, promiseDueAt } = complaint
  const { promiseKeptAt, apology, apologisedAt, correction } = complaint
  return {
    severity,
    causeId: causeId ?? '',
    summary,
    ownerId: ownerId ?? '',
    dueAt,
    promise,
    promiseDueAt,
    promiseKeptAt,
    apology,
    apologisedAt,
    correction,
  }
}

/** What was changed in the form, as it is sent. */
export const changeOf = ({
  causeId,
  ownerId,
  ...rest
}: Partial<ComplaintDraft>): Request<'care.updateComplaint'>['body'] => ({
  ...rest,
  ...(causeId === undefined ? {} : { causeId: causeId || null }),
  ...(ownerId === undefined ? {} : { ownerId: ownerId || null }),
})
