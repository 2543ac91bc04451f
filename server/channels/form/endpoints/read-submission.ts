import { z } from 'zod'
import type { EndpointRequest } from '../../channel.ts'
import type { GivenFile } from '../answers/read-files.ts'
import { TRAP } from '../page/form-page.ts'
import { Refused } from '../refuse.ts'
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

/** Reads a body of multipart or JSON. Throws `Refused` for anything that is neither, or has another shape. */
export const readSubmission = async (request: EndpointRequest): Promise<Submission> => {
  const type = headerOf(request, 'content-type') ?? ''
  if (/^multipart\/form-data/i.test(type)) {
    const { fields, files } = await readMultipart(request)
    const own = Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith('f-') ? [[name.slice(2), value] as const] : [],
    )
    return shaped(
      { ...fields, trap: fields[TRAP], fields: Object.fromEntries(own) },
      files.map((file) => ({ ...file, field: file.field?.replace(/^f-/, '') })),
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

const readMultipart = async (request: EndpointRequest) => {
  try {
    return await request.multipart()
  } catch (error) {
    // The body ends where a file passes the limit: what follows it was never read.
    if (statusOf(error) === 413) throw new Refused(413, 'form.too-large')
    throw error
  }
}

const statusOf = (error: unknown): unknown => {
  const { statusCode, details } = error as { statusCode?: unknown; details?: { status?: unknown } }
  return details?.status ?? statusCode
}
