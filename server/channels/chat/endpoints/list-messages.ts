import type { Endpoint } from '../../channel.ts'
import { publicMessage } from '../public-message.ts'
import { json, withVisitor } from '../visit.ts'
import { threadKeyOf } from '../visitor.ts'

/** `GET /:token/thread`: the newest messages of the visitor's thread, oldest first; how a window catches up. */
export const listMessages: Endpoint = {
  method: 'GET',
  path: '/:token/thread',
  cors: true,
  perMinute: 6000,
  handle: withVisitor(async ({ host, inbox, visitor }) => {
    const messages = await host.thread(inbox, threadKeyOf(visitor))
    return json({ messages: messages.map((message) => publicMessage(message, visitor.id)) })
  }),
}
