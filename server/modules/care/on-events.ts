import { listenTo, type EventOf, type Listener } from '../../kernel/events/index.ts'
import type { Variables } from '../../kernel/variables/index.ts'
import { contactHeld } from './events.ts'
import { tellCustomer } from './limits/tell-customer.ts'
import { holdLimit } from './queries/limits.ts'

type Held = Parameters<typeof contactHeld>[0]

/** Tells whoever wrote beyond a limit, once for each limit: with the removal of the event that says so. */
export const tellHeld = (variables: Variables): Listener =>
  listenTo('care', [contactHeld], async (tx, events: readonly EventOf<unknown>[]) => {
    const first = new Map<string, string>()
    for (const { payload } of events) {
      const { limitId, inboxId } = payload as Held
      if (!first.has(limitId)) first.set(limitId, inboxId)
    }
    for (const [limitId, inboxId] of first) {
      const limit = await holdLimit(tx, limitId)
      if (limit) await tellCustomer(tx, variables, limit, inboxId)
    }
  })
