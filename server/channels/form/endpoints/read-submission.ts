import { z } from 'zod'
import type { EndpointRequest, PartLimits } from '../../channel.ts'
import type { GivenFile } from '../answers/read-files.ts'
import { TRAP } from '../page/form-page.ts'
import { checkTicket, type Ticket } from '../proof/check-ticket.ts'
import { Refused } from '../refuse.ts'
import type { FormInbox } from '../settings.ts'
import { headerOf } from '../visit.ts'

const LONGEST = 200_000
/** A form has thirty fields; who sends hundreds is no visitor. */
const MOST_VALUES = 60

const posted = z.object({
  token: z.string().max(400),
  proof: z.string().max(20).default(''),
  language: z.string().max(35).optional(),
  embed: z.string().max(5).optional(),
  page: z.string().max(4000).optional(),
  trap: z.string().max(LONGEST).default(''),
  fields: z
    .record(z.string().max(60), z.string().max(LONGEST))
    .refine((all) => Object.keys(all).length <= MOST_VALUES),
})

/** What was sent, read and nothing more. */
export type Submission = Omit<z.infer<typeof posted>, 'fields'> & {
  values: ReadonlyMap<string, string>
  files: readonly GivenFile[]
}

/**
 * Reads a body of multipart or JSON; no file of somebody without a good ticket. Throws `Refused` for anything that is
 * neither, or has another shape.
 */
export const readSubmission = async (
  request: EndpointRequest,
  inbox: FormInbox,
  maxUploadBytes: number,
): Promise<Submission> => {
  const type = headerOf(request, 'content-type') ?? ''
  if (/^multipart\/form-data/i.test(type)) {
    const { fields, files } = await readMultipart(request, limitsOf(inbox, maxUploadBytes))
    const own = Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith('f-') ? [[name.slice(2), value] as const] : [],
    )
    return shaped(
      { ...fields, trap: fields[TRAP], fields: Object.fromEntries(own) },
      files.map((file) => ({ ...file, field: file.field.replace(/^f-/, '') })),
    )
  }
  if (/json/i.test(type)) return shaped(request.json, [])
  throw new Refused(415, 'form.invalid')
}

const shaped = (body: unknown, files: readonly GivenFile[]): Submission => {
  const read = posted.safeParse(body).data
  if (!read) throw new Refused(400, 'form.invalid')
  const { fields, ...rest } = read
  // As a map: a field may be called `constructor`.
  return { ...rest, values: new Map(Object.entries(fields)), files }
}

const limitsOf = (inbox: FormInbox, maxUploadBytes: number): PartLimits => {
  const { attachments, fields } = inbox.settings
  const fileBytes = Math.min(attachments.largestMegabytes * 1024 * 1024, maxUploadBytes)
  const most = attachments.most * fields.filter(({ kind }) => kind === 'attachment').length
  return {
    // A few too many are told in words, many too many are refused.
    files: most + 10,
    fileBytes,
    totalBytes: most * fileBytes,
    wantsFiles: ({ token = '', proof = '', [TRAP]: trap = '' }) => isGood(inbox, { token, proof, trap }),
  }
}

/** Whether the ticket is good; why it is not, is said when everything was read, so that the words come back. */
const isGood = (inbox: FormInbox, ticket: Ticket): boolean => {
  try {
    checkTicket(inbox, ticket)
    return true
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}

const readMultipart = async (request: EndpointRequest, limits: PartLimits) => {
  try {
    return await request.multipart(limits)
  } catch (error) {
    // What follows the place where it passes the limit was never read.
    if (statusOf(error) === 413) throw new Refused(413, 'form.too-large')
    throw error
  }
}

const statusOf = (error: unknown): unknown => {
  const { statusCode, details } = error as { statusCode?: unknown; details?: { status?: unknown } }
  return details?.status ?? statusCode
}
