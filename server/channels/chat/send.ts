import type { ChannelHost, OutgoingMessage, SendResult } from '../channel.ts'
import type { ChatInbox } from './settings.ts'
import { visitorIdIn } from './visitor.ts'

/**
 * A chat answer is sent by being stored: the visitor's window shows it now, or when it is opened again. Only when no
 * window is open, and the inbox wants it, mail may carry it to the visitor instead.
 */
export const send = async (
  message: OutgoingMessage,
  inbox: ChatInbox,
  host: ChannelHost,
): Promise<SendResult> => {
  const topics = message.thread.keys.filter((key) => visitorIdIn(key) !== undefined)
  const open = await Promise.all(topics.map(async (topic) => host.live.present(inbox, topic)))
  if (open.some((windows) => windows > 0)) return { outcome: 'sent', delivered: true }
  return inbox.settings.mailReplies ? { outcome: 'elsewhere' } : { outcome: 'sent' }
}
