import { z } from 'zod'
import type { LiveEndpoint } from '../channel.ts'
import { inboxOf } from './visit.ts'
import { Limits } from './limits.ts'
import { screenOf, visitorOf } from './visitor.ts'

/** The WebSocket protocol of the window; the session stands behind it in the list, so that no address carries it. */
const PROTOCOL = 'madoguchi'
const TYPING_PER_MINUTE = 40
const READS_PER_MINUTE = 120

const frame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('typing') }),
  z.object({ type: z.literal('read'), upTo: z.guid() }),
])

const limits = new Limits()

/** `/:token/live`: what happens in the visitor's thread, as it happens. */
export const liveEndpoint: LiveEndpoint = {
  path: '/:token/live',
  async connect({ params, headers }, host) {
    const inbox = await inboxOf(params['token'], host).catch(() => undefined)
    if (!inbox) return { refused: 'chat.no-inbox' }
    const protocols = String(headers['sec-websocket-protocol'] ?? '').split(',')
    const session = protocols.map((one) => one.trim()).find((one) => one !== PROTOCOL) ?? ''
    const visitor = visitorOf(inbox, session)
    if (!visitor || (inbox.settings.signedOnly && visitor.user === undefined))
      return { refused: 'chat.session' }
    const screen = screenOf(visitor)
    return { inbox, topic: screen.threadKey, screen }
  },
  async receive(raw, { inbox, topic, screen }, host) {
    const read = frame.safeParse(raw).data
    if (!read) return
    const most = read.type === 'typing' ? TYPING_PER_MINUTE : READS_PER_MINUTE
    if (limits.take(`${read.type} ${inbox.id} ${topic}`, most) > 0) return
    if (read.type === 'typing') host.customerTyping(inbox, topic)
    else await host.customerRead(inbox, screen, read.upTo)
  },
}
