import { listen, listenTo } from '../../kernel/events/index.ts'
import { conversationMerged, conversationRead, conversationWithdrawn } from '../conversations/index.ts'
import { accessEnded } from '../access/index.ts'
import { noticesMarked } from './events.ts'
import { dropDevicesOf } from './queries/devices.ts'
import { dropOf, followMerge, markSeen } from './queries/notices.ts'

/** What stands under bells follows its conversation into the one that it was merged into, and goes with it. */
export const followConversations = listenTo(
  'notifications',
  [conversationMerged, conversationWithdrawn],
  async (tx, events) => {
    for (const { name, payload } of events) {
      const { conversationId, fromId, inboxId } = payload as {
        conversationId: string
        fromId: string
        inboxId: string
      }
      if (name === conversationWithdrawn.eventName) await dropOf(tx, conversationId)
      else await followMerge(tx, { fromId, intoId: conversationId, inboxId })
    }
  },
)

/** Who has read a conversation needs no telling of it any more. */
export const readWithConversations = listen('notifications', conversationRead, async (tx, events) => {
  const seen = events.map(({ payload, at }) => ({ ...payload, at }))
  for (const agentId of new Set(await markSeen(tx, seen))) tx.announce(noticesMarked({ agentId }))
})

/** Nothing is pushed to a browser in which nobody is signed in any more. */
export const forgetDevices = listen('notifications', accessEnded, async (tx, events) => {
  await dropDevicesOf(
    tx,
    events.flatMap(({ payload }) => payload.credentialIds),
  )
})
