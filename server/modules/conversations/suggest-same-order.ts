import { listen } from '../../kernel/events/index.ts'
import { messageReceived } from './events.ts'
import { orderNumbersIn } from './order-numbers.ts'
import { insertSuggestions, type NewSuggestion, wordsElsewhere, wordsOf } from './queries/suggestions.ts'

const RECENT_MS = 30 * 24 * 60 * 60 * 1000
const MOST = 3

/**
 * A customer who writes anew of an order of which they wrote before: the new conversation may go on an open one of theirs
 * that moved in the last 30 days. It is only suggested, since one order can have two matters.
 */
export const onOpenedWithOrder = listen('conversations', messageReceived, async (tx, events) => {
  const opened = events.map(({ payload }) => payload).filter(({ opened, automatic }) => opened && !automatic)
  if (opened.length === 0) return
  const words = await wordsOf(
    tx,
    opened.map(({ messageId }) => messageId),
  )
  const named = new Map(
    words
      .map((row) => [row.conversationId, { ...row, orders: orderNumbersIn(row.words) }] as const)
      .filter(([, { orders }]) => orders.length > 0),
  )
  if (named.size === 0) return
  const since = new Date(tx.now.getTime() - RECENT_MS)
  const found: NewSuggestion[] = []
  for (const { conversationId, targetId, words: earlier } of await wordsElsewhere(
    tx,
    [...named.keys()],
    since,
  )) {
    const one = named.get(conversationId)
    if (!one || found.some((row) => row.conversationId === conversationId && row.targetId === targetId))
      continue
    const detail = orderNumbersIn(earlier).find((order) => one.orders.includes(order))
    if (detail && found.filter((row) => row.conversationId === conversationId).length < MOST)
      found.push({ conversationId, targetId, reason: 'order', detail, messageId: one.messageId })
  }
  await insertSuggestions(tx, found)
})
