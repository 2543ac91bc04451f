import { z } from 'zod'
import type { Endpoint } from '../../channel.ts'
import { Refused } from '../refuse.ts'
import { withVisitor } from '../visit.ts'
import { screenOf } from '../visitor.ts'

const body = z.object({ upTo: z.guid() })

/** `POST /:token/read`: the visitor has read our messages up to this one; for windows without a live connection. */
export const markRead: Endpoint = {
  method: 'POST',
  path: '/:token/read',
  cors: true,
  bodyLimit: 4096,
  perMinute: 6000,
  handle: withVisitor(async ({ request, host, inbox, visitor }) => {
    const read = body.safeParse(request.json).data
    if (!read) throw new Refused(400, 'chat.invalid')
    await host.customerRead(inbox, screenOf(visitor), read.upTo)
    return { status: 204 }
  }),
}
