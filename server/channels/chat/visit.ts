import type { ChannelHost, EndpointRequest, EndpointResponse } from '../channel.ts'
import { refusal, Refused } from './refuse.ts'
import { chatInbox, type ChatInbox } from './settings.ts'
import { visitorOf, type Visitor } from './visitor.ts'

/** Header in which a visitor's screen sends its session. */
const SESSION_HEADER = 'x-madoguchi-visitor'

/** One request of a visitor's screen. */
export interface Visit {
  request: EndpointRequest
  host: ChannelHost
  inbox: ChatInbox
}

/** An endpoint's work inside an inbox: refusals become answers in the language of the screen. */
export const inInbox =
  (work: (visit: Visit) => Promise<EndpointResponse>) =>
  async (request: EndpointRequest, host: ChannelHost): Promise<EndpointResponse> => {
    const wished = request.query['language'] ?? text(request.headers['accept-language'])
    try {
      const inbox = await inboxOf(request.params['token'], host)
      demandOrigin(request, inbox)
      return await work({ request, host, inbox })
    } catch (error) {
      if (error instanceof Refused) return refusal(error, wished)
      throw error
    }
  }

/**
 * Throws `Refused` for a page that the shop did not name. Browsers say truly from which page they ask; programs need
 * not, so this keeps the window off other people's pages and nothing else. Our own pages show the preview.
 */
const demandOrigin = ({ headers }: EndpointRequest, { settings }: ChatInbox): void => {
  const origin = text(headers['origin'])?.toLowerCase()
  if (origin === undefined || settings.origins.length === 0) return
  if (URL.canParse(origin) && new URL(origin).host === text(headers['host'])) return
  if (settings.origins.some((one) => one.toLowerCase() === origin)) return
  throw new Refused(403, 'chat.origin')
}

/** The same for somebody with a session. */
export const withVisitor = (work: (visit: Visit & { visitor: Visitor }) => Promise<EndpointResponse>) =>
  inInbox(async (visit) => {
    const visitor = visitorOf(visit.inbox, text(visit.request.headers[SESSION_HEADER]) ?? '')
    if (!visitor) throw new Refused(401, 'chat.session')
    if (visit.inbox.settings.signedOnly && visitor.user === undefined)
      throw new Refused(403, 'chat.signed-only')
    return work({ ...visit, visitor })
  })

/** The chat inbox behind a public token. Throws `Refused`. */
export const inboxOf = async (token: string | undefined, host: ChannelHost): Promise<ChatInbox> => {
  const inbox = token && token.length <= 40 ? await host.inboxByToken(CHANNEL, token) : undefined
  if (!inbox) throw new Refused(404, 'chat.no-inbox')
  return chatInbox(inbox)
}

/** The folder's name. */
export const CHANNEL = 'chat'

/** An answer in JSON that no cache keeps. */
export const json = (body: object, status = 200): EndpointResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
})

const text = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value
