const longest = 200

/** What is searched for among the customers, as it stands in the address. */
export interface CustomerSearch {
  q?: string
}

/** Reads what is searched for out of an address. */
export function readCustomerSearch({ q }: Record<string, unknown>): CustomerSearch {
  // A search for digits comes as a number; a phone number keeps its zeros only as text.
  if (typeof q !== 'string' && typeof q !== 'number') return {}
  const text = String(q).slice(0, longest)
  return text.trim() === '' ? {} : { q: text }
}
