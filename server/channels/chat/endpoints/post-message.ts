import { z } from 'zod'
import type { Endpoint, EndpointRequest, SentFile } from '../../channel.ts'
import { contextOf, place } from '../context.ts'
import { pack } from '../envelope.ts'
import { parseJson } from '../../../kernel/mime/parse-json.ts'
import { isWelcome } from '../../../kernel/mime/welcome.ts'
import { Limits } from '../limits.ts'
import { messageKeyOf } from '../parse.ts'
import { Refused } from '../refuse.ts'
import type { ChatInbox } from '../settings.ts'
import { json, withVisitor } from '../visit.ts'
import { threadKeyOf, type Visitor } from '../visitor.ts'
import { tooLarge } from '../words.ts'

const LONGEST = 10_000
const MOST_FILES = 5
/**
 * A message may have waited in a browser without a connection. The browser says how long, since its clock may be wrong,
 * and is believed for this much: nobody places themselves far ahead of those who wait.
 */
const LONGEST_WAIT_MS = 3600 * 1000

const posted = z.object({
  id: z.string().regex(/^[A-Za-z0-9-]{8,64}$/),
  text: z.string().default(''),
  waitedMs: z.number().nonnegative().default(0),
  language: z.string().max(35).optional(),
  place: place.default({}),
  name: z.string().max(200).optional(),
  email: z.string().max(320).optional(),
})

const limits = new Limits()

/**
 * `POST /:token/messages`: a message of a visitor's, as JSON or as multipart with its files. The window chooses the
 * id: sent again, it is known already. Answers once the message is durable.
 */
export const postMessage: Endpoint = {
  method: 'POST',
  path: '/:token/messages',
  cors: true,
  // Of JSON alone: what comes as multipart is limited where it is read.
  bodyLimit: 128 * 1024,
  perMinute: 6000,
  handle: withVisitor(async ({ request, host, inbox, visitor }) => {
    const wait = limits.take(`${inbox.id} ${visitor.id}`, inbox.settings.messagesPerMinute)
    if (wait > 0) throw new Refused(429, 'chat.too-many', undefined, wait)
    const largest = largestOf(inbox, host.maxUploadBytes)
    const { fields, files } = await readBody(request, inbox, largest)
    const message = posted.safeParse(fields).data
    if (!message) throw new Refused(400, 'chat.invalid')
    const text = message.text.replaceAll('\0', '').trim()
    if (text === '' && files.length === 0) throw new Refused(400, 'chat.empty')
    if (Array.from(text).length > LONGEST) throw new Refused(400, 'chat.too-long')
    checkFiles(inbox, files, largest)
    const at = new Date(Date.now() - Math.min(message.waitedMs, LONGEST_WAIT_MS))
    const raw = pack(
      {
        version: 1,
        id: message.id,
        visitor: whoWrites(visitor, message),
        text,
        at: at.toISOString(),
        language: message.language,
        context: contextOf(message.place, header(request, 'user-agent')),
      },
      files,
    )
    const state = await host.accept(inbox, raw, messageKeyOf(visitor, message.id))
    // Other windows of the same visitor show it at once; the stored message follows under the same key.
    host.live.publish(inbox, threadKeyOf(visitor), { type: 'sent', key: message.id })
    return json({ id: message.id, state, at: at.toISOString() }, 202)
  }),
}

const largestOf = ({ settings }: ChatInbox, maxUploadBytes: number): number =>
  Math.min(settings.largestMegabytes * 1024 * 1024, maxUploadBytes)

const readBody = async (
  request: EndpointRequest,
  { settings }: ChatInbox,
  largest: number,
): Promise<{ fields: unknown; files: SentFile[] }> => {
  if (!/^multipart\/form-data/i.test(header(request, 'content-type') ?? '')) {
    return { fields: request.json, files: [] }
  }
  const { fields, files } = await readParts(request, settings.attachments, largest)
  try {
    return { fields: parseJson(fields['message'] ?? ''), files }
  } catch {
    throw new Refused(400, 'chat.invalid')
  }
}

const readParts = async (request: EndpointRequest, wanted: boolean, largest: number) => {
  try {
    return await request.multipart({
      // A few too many are told in words, many too many are refused.
      files: MOST_FILES + 5,
      fileBytes: largest,
      totalBytes: MOST_FILES * largest,
      wantsFiles: () => wanted,
    })
  } catch (error) {
    const { statusCode, details } = error as { statusCode?: number; details?: { status?: unknown } }
    if ((details?.status ?? statusCode) === 413) throw fileTooLarge(largest)
    throw error
  }
}

const fileTooLarge = (most: number): Refused =>
  new Refused(413, 'chat.file-too-large', tooLarge(Math.floor(most / 1024 / 1024)))

/** What the shop's signature says goes before what the visitor typed. */
const whoWrites = (visitor: Visitor, typed: { name?: string | undefined; email?: string | undefined }) => ({
  id: visitor.id,
  user: visitor.user,
  name: visitor.name ?? typed.name?.trim(),
  email: visitor.email ?? typed.email?.trim(),
  emailProven: visitor.email !== undefined && visitor.emailProven,
  attributes: visitor.attributes,
})

const checkFiles = (inbox: ChatInbox, files: readonly SentFile[], largest: number): void => {
  if (files.length === 0) return
  if (!inbox.settings.attachments) throw new Refused(403, 'chat.no-files')
  if (files.length > MOST_FILES) throw new Refused(400, 'chat.too-many-files')
  if (files.some(({ cut }) => cut)) throw fileTooLarge(largest)
  if (!files.every(isWelcome)) throw new Refused(415, 'chat.file-type')
}

const header = (request: EndpointRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
