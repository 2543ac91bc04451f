import type { CustomerMessage } from '../channel.ts'
import type { Visitor } from './visitor.ts'

/** A message as the chat window knows it; `key` is the window's own id of a message that it sent. */
export type PublicMessage = Omit<CustomerMessage, 'messageKey'> & { key: string | null }

/** A message for the visitor's window. */
export const publicMessage = (
  { messageKey, ...message }: CustomerMessage,
  visitorId: Visitor['id'],
): PublicMessage => {
  const own = `${visitorId}:`
  return { ...message, key: messageKey?.startsWith(own) ? messageKey.slice(own.length) : null }
}
