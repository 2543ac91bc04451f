import { defineEvent } from '../../kernel/events/index.ts'

/** A person became known. */
export const customerCreated = defineEvent<{ customerId: string }>('customer.created')

/** Name, addresses, attributes or notes of a customer changed, or the inboxes that they belong to. */
export const customerChanged = defineEvent<{ customerId: string }>('customer.changed')
