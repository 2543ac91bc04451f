const longest = 200

/** What is searched for among the customers, as it stands in the address. */
export interface CustomerSearch {
  q?: string | undefined
}

/** Reads what is searched for out of an address. */
export function readCustomerSearch({ q }: Record<string, unknown>): CustomerSearch {
  // A search for digits comes as a number; a phone number keeps its zeros only as text.
  const text = typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, longest) : ''
  // Named even when it is empty: what is left out here would come through from the address as it is.
  return { q: text.trim() === '' ? undefined : text }
}

/** Which part of a customer's past is shown: the conversations when left out. */
export interface ProfileSearch {
  show?: 'history' | undefined
}

/** Reads what is shown of a customer out of an address. */
export const readProfileSearch = ({ show }: Record<string, unknown>): ProfileSearch => ({
  show: show === 'history' ? show : undefined,
})
