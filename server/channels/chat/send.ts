import type { ChannelHost, OutgoingMessage, SendResult } from '../channel.ts'
import { newsFrame } from './notify.ts'
import { KIND } from './parse.ts'
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
  if (message.to.some(({ kind }) => kind !== KIND)) {
    // What somebody wrote by mail is answered there. Windows fetch, and get it where the visitor's address is proven.
    for (const topic of topics) host.live.publish(inbox, topic, { type: 'fetch' })
    return { outcome: 'elsewhere' }
  }
  for (const topic of topics) host.live.publish(inbox, topic, frameOf(message))
  const open = await Promise.all(topics.map((topic) => host.live.present(inbox, topic)))
  if (open.includes(true)) return { outcome: 'sent', delivered: true }
  return inbox.settings.mailReplies ? { outcome: 'elsewhere' } : { outcome: 'sent' }
}

/** Files have their public ids only in the thread: such a message is fetched. */
const frameOf = (message: OutgoingMessage): object =>
  message.files.length > 0
    ? { type: 'fetch' }
    : newsFrame({
        id: message.id,
        key: null,
        from: 'agent',
        author: message.author.name,
        text: message.text,
        at: message.createdAt.toISOString(),
        files: [],
        state: 'sent',
      })
