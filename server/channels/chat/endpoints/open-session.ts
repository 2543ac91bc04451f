import { z } from 'zod'
import type { Endpoint } from '../../channel.ts'
import { identity, readIdentity } from '../identity.ts'
import { publicMessage } from '../public-message.ts'
import { Refused } from '../refuse.ts'
import { publicSettings } from '../public-settings.ts'
import { newSession, signedSession, screenOf, visitorOf, type Visitor } from '../visitor.ts'
import { inInbox, json } from '../visit.ts'

const body = z.object({
  session: z.string().max(4000).optional(),
  identity: identity.optional(),
})

/**
 * `POST /:token/sessions`: everything that a window needs when it opens. A page that signs its visitor gets that
 * visitor's session and history on every device; otherwise the browser's own session goes on, or begins.
 */
export const openSession: Endpoint = {
  method: 'POST',
  path: '/:token/sessions',
  cors: true,
  bodyLimit: 32 * 1024,
  perMinute: 600,
  handle: inInbox(async ({ request, host, inbox }) => {
    const given = body.safeParse(request.json ?? {}).data
    if (!given) throw new Refused(400, 'chat.invalid')
    const session = given.identity
      ? signedSession(inbox, readIdentity(inbox, given.identity))
      : (keep(given.session, visitorOf(inbox, given.session ?? '')) ?? newSession(inbox))
    const visitor = visitorOf(inbox, session) as Visitor
    if (inbox.settings.signedOnly && visitor.user === undefined) throw new Refused(403, 'chat.signed-only')
    const closedUntil = inbox.settings.closedNote ? await host.closedUntil(inbox) : undefined
    const { messages, earlier } = await host.thread(inbox, screenOf(visitor))
    return json({
      session,
      visitor: {
        id: visitor.id,
        signed: visitor.user !== undefined,
        name: visitor.name,
        email: visitor.email,
      },
      settings: publicSettings(inbox, host.maxUploadBytes, closedUntil),
      messages: messages.map((message) => publicMessage(message, visitor.id)),
      earlier,
    })
  }),
}

/** A browser keeps its anonymous session for ever; a signed one is only given out for a signature. */
const keep = (session: string | undefined, visitor: Visitor | undefined): string | undefined =>
  visitor && visitor.user === undefined ? session : undefined
