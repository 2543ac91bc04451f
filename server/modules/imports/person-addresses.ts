import { addressKey, EMAIL, PHONE } from '../customers/index.ts'
import { isNumber, type Person } from './neutral.ts'

/** An address of a person, with the key by which its owner is known. */
export interface PersonAddress {
  kind: string
  value: string
  key: string
}

/**
 * A person's addresses, each once. The first one says who they are, mail before telephone; others may be shared by a family or a firm
 * and say nothing. What only stands in an address's place is none.
 */
export const addressesOf = ({ emails, phones }: Pick<Person, 'emails' | 'phones'>): PersonAddress[] => {
  const all = [
    ...emails.filter((value) => value.trim() !== '').map((value) => ({ kind: EMAIL, value })),
    ...phones.filter(isNumber).map((value) => ({ kind: PHONE, value })),
  ].map((one) => ({ ...one, key: addressKey(one) }))
  return all.filter(({ key }, at) => all.findIndex((other) => other.key === key) === at)
}
