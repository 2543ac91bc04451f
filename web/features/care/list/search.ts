import type { ComplaintFilter } from '../../../api/reads/complaints.ts'

const states = ['overdue', 'closed', 'all'] as const
const severities = ['minor', 'serious', 'critical'] as const

/** Which complaints are shown, as it stands in the address; what is left out has its default. */
export interface ComplaintSearch {
  state?: (typeof states)[number] | undefined
  severity?: (typeof severities)[number] | undefined
  cause?: string | undefined
  owner?: string | undefined
  repeats?: true | undefined
  from?: string | undefined
  to?: string | undefined
}

const isId = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f-]{36}$/i.test(text)
const dayIn = (text: unknown): string | undefined =>
  typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : undefined

/** Reads an address; what is not understood is left out. */
export const readComplaintSearch = (search: Record<string, unknown>): ComplaintSearch => {
  const { state, severity, cause, owner, repeats, from, to } = search
  return {
    state: states.find((one) => one === state),
    severity: severities.find((one) => one === severity),
    cause: cause === 'none' || isId(cause) ? cause : undefined,
    owner: owner === 'me' || owner === 'nobody' || isId(owner) ? owner : undefined,
    repeats: repeats === true ? true : undefined,
    from: dayIn(from),
    to: dayIn(to),
  }
}

/** What the server is asked for. */
export const filterOf = ({
  state,
  severity,
  cause,
  owner,
  repeats,
  from,
  to,
}: ComplaintSearch): ComplaintFilter => ({
  state: state ?? 'standing',
  ...(severity ? { severity } : {}),
  ...(cause ? { causeId: cause } : {}),
  ...(owner ? { owner } : {}),
  ...(repeats ? { repeats: 'true' } : {}),
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
})

/** How many things the list is narrowed by, besides how far complaints are. */
export const narrowedBy = ({ state: _, ...rest }: ComplaintSearch): number =>
  Object.values(rest).filter((value) => value !== undefined).length
