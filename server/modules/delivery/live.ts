import type { Frame, LivePush } from '../../kernel/live/index.ts'
import { approvalChanged, messageCancelled, receiptChanged } from '../conversations/index.ts'
import { deliveryDiscarded } from './events.ts'
import { anyRepeated } from './queries/unsent.ts'

const stale: Frame = { topics: ['workspace'], frame: { type: 'stale', what: 'unsent' }, key: 'stale unsent' }

/** Receipts that bring a message onto the page "not sent", or move it there. */
const TROUBLED = new Set(['held', 'queued', 'failed', 'uncertain', 'bounced'])

/** Screens count again what was not sent: on trouble, and when something left that had been in trouble. */
export const pushes: LivePush[] = [
  {
    events: [receiptChanged.eventName],
    async load(db, events) {
      const changes = events.map(({ payload }) => payload as { messageId: string; receipt: string })
      if (changes.some(({ receipt }) => TROUBLED.has(receipt))) return [stale]
      const left = changes.filter(({ receipt }) => receipt === 'sent').map(({ messageId }) => messageId)
      return left.length > 0 && (await anyRepeated(db, left)) ? [stale] : []
    },
  },
  {
    events: [messageCancelled, approvalChanged, deliveryDiscarded].map((type) => type.eventName),
    load: async () => [stale],
  },
]
