const longest = 200

/** Days that a list can be narrowed to, up to now. */
export const spans = [1, 7, 30, 90, 365] as const

/** What is searched for among the customers, as it stands in the address. */
export interface CustomerSearch {
  q?: string | undefined
  kind?: string | undefined
  language?: string | undefined
  open?: boolean | undefined
  /** Heard of in the last so many days. */
  seen?: number | undefined
  /** Known for so many days at most. */
  created?: number | undefined
  attribute?: string | undefined
  value?: string | undefined
}

/** Text of a value in an address; digits come as a number, yes and no as themselves. */
const textOf = (value: unknown): string | undefined => {
  const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value).slice(0, longest) : ''
  return text.trim() === '' ? undefined : text
}

const spanOf = (value: unknown) => spans.find((days) => days === value)

/** Reads what is searched for out of an address. */
export function readCustomerSearch(search: Record<string, unknown>): CustomerSearch {
  const { q, kind, language, open, seen, created, attribute, value } = search
  const key = textOf(attribute)
  // Named even when it is empty: what is left out here would come through from the address as it is.
  return {
    q: textOf(q),
    kind: textOf(kind)?.slice(0, 40),
    language: /^[a-z]{2,8}$/i.test(textOf(language) ?? '') ? textOf(language) : undefined,
    open: typeof open === 'boolean' ? open : undefined,
    seen: spanOf(seen),
    created: spanOf(created),
    attribute: key?.slice(0, 60),
    value: key && textOf(value),
  }
}

/** How many conditions stand beside the words that are searched for. */
export const filtersIn = ({ q: _words, value: _value, ...filters }: CustomerSearch): number =>
  Object.values(filters).filter((one) => one !== undefined).length

const day = 86_400_000

/** The query of the API for a search. Days reach back from the beginning of this hour, so that pages fit together. */
export function toQuery({ seen, created, open, ...rest }: CustomerSearch, now: number) {
  const since = (days: number | undefined) =>
    days === undefined ? undefined : new Date(now - (now % 3_600_000) - days * day).toISOString()
  return {
    ...rest,
    ...(open === undefined ? {} : { open: String(open) }),
    seenSince: since(seen),
    createdSince: since(created),
  }
}

export interface ProfileSearch {
  /** Which part of a customer's past is shown: the conversations when left out. */
  show?: 'history' | undefined
  /** Whose address was opened, where they were merged into this customer. */
  opened?: string | undefined
}
