import { z } from 'zod'
import type { Endpoint } from '../../channel.ts'
import { publicMessage } from '../public-message.ts'
import { Refused } from '../refuse.ts'
import { json, withVisitor } from '../visit.ts'
import { screenOf } from '../visitor.ts'

/**
 * `GET /:token/thread`: the newest messages of the visitor's thread, oldest first; how a window catches up. With `before`,
 * a message's id, those below it. `earlier` tells whether there are more.
 */
export const listMessages: Endpoint = {
  method: 'GET',
  path: '/:token/thread',
  cors: true,
  perMinute: 6000,
  handle: withVisitor(async ({ request, host, inbox, visitor }) => {
    const before = z.guid().optional().safeParse(request.query['before'])
    if (!before.success) throw new Refused(400, 'chat.invalid')
    const { messages, earlier } = await host.thread(inbox, screenOf(visitor), before.data)
    return json({ messages: messages.map((message) => publicMessage(message, visitor.id)), earlier })
  }),
}
