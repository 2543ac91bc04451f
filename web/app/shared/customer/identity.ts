const phone = /^[+\d][\d\s()-]{5,}$/

/** What kind of address a value is, by its looks. */
export function kindOf(value: string): 'mail' | 'phone' | 'other' {
  if (value.includes('@')) return 'mail'
  return phone.test(value) ? 'phone' : 'other'
}

/** True for addresses that a person would use: a channel's own ids say nothing to anybody. */
export const isReadable = (value: string): boolean => /[@/]/.test(value) || phone.test(value)
