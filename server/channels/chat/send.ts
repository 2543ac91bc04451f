import type { ChannelHost, OutgoingMessage, SendResult } from '../channel.ts'
import { newsFrame } from './notify.ts'
import { reaches, topicsOf, wroteByMail } from './reaches.ts'
import type { ChatInbox } from './settings.ts'

/**
 * A chat answer is sent by being stored: the visitor's window shows it now, or when it is opened again. Only when no
 * window is open, and the inbox wants it, mail may carry it to the visitor instead.
 */
export const send = async (
  message: OutgoingMessage,
  inbox: ChatInbox,
  host: ChannelHost,
): Promise<SendResult> => {
  // Windows fetch what somebody is answered by mail, and get it where the visitor's address is proven.
  const frame = wroteByMail(message.to) ? { type: 'fetch' } : frameOf(message)
  const threadKeys = message.thread.keys
  for (const topic of topicsOf(threadKeys)) host.live.publish(inbox, topic, frame)
  const where = await reaches({ to: message.to, threadKeys }, inbox, host)
  if (where === 'elsewhere') return { outcome: 'elsewhere' }
  return { outcome: 'sent', ...(where === 'here' ? { delivered: true } : {}) }
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
