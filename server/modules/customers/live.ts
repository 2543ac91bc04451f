import type { Frame, LivePush } from '../../kernel/live/index.ts'
import { customerChanged, customerForgotten } from './events.ts'
import { inboxesOf } from './queries/links.ts'

/** Who sees a customer is told that something of them changed; the screens that show them read it again. */
export const pushes: LivePush[] = [
  {
    events: [customerChanged.eventName],
    async load(db, events) {
      const ids = events.map(({ payload }) => (payload as { customerId: string }).customerId)
      const customers = await inboxesOf(db, [...new Set(ids)])
      return customers.map(({ customerId, inboxIds }): Frame => {
        // Whom nobody wrote to yet everybody sees.
        const topics = inboxIds.length === 0 ? ['workspace'] : ['all', ...inboxIds.map((id) => `seen:${id}`)]
        return { topics, frame: { type: 'customer', customerId }, key: `customer ${customerId}` }
      })
    },
  },
  {
    events: [customerForgotten.eventName],
    load: async (_db, events) =>
      events.map(({ payload }): Frame => {
        const { customerId, inboxIds } = payload as { customerId: string; inboxIds: string[] }
        const topics = ['all', ...inboxIds.map((id) => `seen:${id}`)]
        return { topics, frame: { type: 'customer', customerId }, key: `customer ${customerId}` }
      }),
  },
]
