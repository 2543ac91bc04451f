/** How far back a search looks. */
export const periods = ['week', 'month', 'year'] as const
export type Period = (typeof periods)[number]

/** What is searched for, as it stands in the address. */
export interface Terms {
  q?: string
  inboxId?: string
  customerId?: string
  period?: Period
}

const idShape = /^[0-9a-f-]{36}$/i
const longest = 200

/** Reads what is searched for out of an address. */
export function readTerms(search: Record<string, unknown>): Terms {
  // Named even when it is refused: what is left out here would come through from the address as it is.
  const terms: Terms = { q: undefined, inboxId: undefined, customerId: undefined, period: undefined }
  const { q, inboxId, customerId, period } = search
  // A search for digits comes as a number.
  if (typeof q === 'string' || typeof q === 'number') terms.q = String(q).slice(0, longest)
  if (typeof inboxId === 'string' && idShape.test(inboxId)) terms.inboxId = inboxId
  if (typeof customerId === 'string' && idShape.test(customerId)) terms.customerId = customerId
  const known = periods.find((one) => one === period)
  if (known) terms.period = known
  return terms
}

const days: Record<Period, number> = { week: 7, month: 31, year: 366 }

/** The first moment of a period, at the start of an hour, so that the same search has the same key for a while. */
export function startOf(period: Period | undefined, now: number): string | undefined {
  if (!period) return undefined
  const hour = 3_600_000
  return new Date(Math.floor((now - days[period] * 24 * hour) / hour) * hour).toISOString()
}
