import type { ComplaintSettings } from '../../../api/reads/complaints.ts'
import type { Request } from '../../../api/types.ts'

/** A cause in the form; the key stays while it is moved. */
export interface DraftCause {
  key: string
  id?: string
  name: string
}

/** What stands in the form. Undefined: no deadline; NaN while what stands there is no number. */
export interface ComplaintSettingsDraft {
  causes: readonly DraftCause[]
  minor: number | undefined
  serious: number | undefined
  critical: number | undefined
}

export const severities = ['critical', 'serious', 'minor'] as const

let made = 0

/** A cause that has no name yet, or this one. */
export const newCause = (name = ''): DraftCause => {
  made += 1
  return { key: `new ${made}`, name }
}

/** What is kept, as the form shows it. */
export const draftOf = ({ causes, hours }: ComplaintSettings): ComplaintSettingsDraft => ({
  causes: causes.map(({ id, name }) => ({ key: id, id, name })),
  minor: hours.minor ?? undefined,
  serious: hours.serious ?? undefined,
  critical: hours.critical ?? undefined,
})

/** What is sent: empty lines are none. */
export const bodyOf = ({
  causes,
  minor,
  serious,
  critical,
}: ComplaintSettingsDraft): Request<'care.saveComplaintSettings'>['body'] => ({
  causes: causes
    .map(({ id, name }) => ({ ...(id ? { id } : {}), name: name.trim() }))
    .filter(({ name }) => name !== ''),
  hours: { minor: minor ?? null, serious: serious ?? null, critical: critical ?? null },
})

/** True for whole hours within a year, and for none. */
export const isHours = (hours: number | undefined): boolean =>
  hours === undefined || (Number.isInteger(hours) && hours >= 1 && hours <= 8760)

/** The causes with one of them a place further up or down. */
export const moved = (causes: readonly DraftCause[], key: string, by: 1 | -1): DraftCause[] => {
  const at = causes.findIndex((one) => one.key === key)
  const [one] = causes.slice(at, at + 1)
  const to = at + by
  if (!one || to < 0 || to >= causes.length) return [...causes]
  return causes.toSpliced(at, 1).toSpliced(to, 0, one)
}
