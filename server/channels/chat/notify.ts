import type { ChannelHost, CustomerNews } from '../channel.ts'
import { publicMessage, type PublicMessage } from './public-message.ts'
import type { ChatInbox } from './settings.ts'
import { visitorIdIn } from './visitor.ts'

/** Frames travel between processes in notifications of a few kilobytes; a longer message is fetched instead. */
const LONGEST_FRAME = 3000

/** Tells the visitor's open windows what happened in their thread. */
export const notify = (news: CustomerNews, inbox: ChatInbox, host: ChannelHost): void => {
  for (const topic of news.threadKeys) {
    const visitorId = visitorIdIn(topic)
    if (visitorId !== undefined) host.live.publish(inbox, topic, frameOf(news, visitorId))
  }
}

const frameOf = (news: CustomerNews, visitorId: string): object => {
  if (news.kind === 'typing') return { type: 'typing', author: news.author }
  if (news.kind === 'receipt') return { type: 'receipt', id: news.messageId, state: news.state }
  return newsFrame(publicMessage(news.message, visitorId))
}

/** The frame that shows a message in the window. */
export const newsFrame = (message: PublicMessage): object => {
  const frame = { type: 'message', message }
  return Buffer.byteLength(JSON.stringify(frame)) > LONGEST_FRAME ? { type: 'fetch' } : frame
}
