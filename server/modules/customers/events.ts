import { defineEvent } from '../../kernel/events/index.ts'

/** A person became known. */
export const customerCreated = defineEvent<{ customerId: string }>('customer.created')

/** A customer went as if they had never been; `inboxIds`: through which they were known. */
export const customerForgotten = defineEvent<{ customerId: string; inboxIds: string[] }>('customer.forgotten')

/** Name, addresses, attributes or notes of a customer changed, or the inboxes that they belong to. */
export const customerChanged = defineEvent<{ customerId: string }>('customer.changed')

/** Nothing is left any more of who a customer was. */
export const customerErased = defineEvent<{ customerId: string }>('customer.erased')

/** Two customers were merged, that was undone, or something followed late: other rooms move what they keep of them. */
export const mergeMoved = defineEvent<{ mergeId: string }>('customer.merge-moved')
