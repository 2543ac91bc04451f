import SCIMMY from 'scimmy'
import type { AppError } from '../../../kernel/errors.ts'

/** What came, without HTTP. */
export interface ScimRequest {
  method: string
  /** Below `/scim/v2`, without its query: `/Users/<id>`. */
  path: string
  query: Readonly<Record<string, string>>
  body: unknown
}

/** What goes back. */
export interface ScimAnswer {
  status: number
  body?: object
  headers?: Record<string, string>
}

/** A SCIM error, as RFC 7644, 3.12 words it. */
export const refuse = (status: number, detail: string, scimType?: string): Error =>
  Object.assign(new SCIMMY.Types.Error(status, (scimType ?? null) as never, detail), { status })

const STATUS: Record<AppError['kind'], number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
  unavailable: 503,
  bug: 500,
}

/** What an error of ours, or of the library, is in SCIM; undefined for what is neither. */
export const errorAnswer = (error: unknown): ScimAnswer | undefined => {
  const { kind, status, scimType, message } = error as {
    kind?: AppError['kind']
    status?: number
    scimType?: string
    message: string
  }
  if (kind !== undefined && kind in STATUS)
    return problem(STATUS[kind], message, kind === 'invalid' ? 'invalidValue' : undefined)
  if (error instanceof SCIMMY.Types.Error) return problem(Number(status), message, scimType || undefined)
  // What the library says of a body that does not fit its schema.
  if (error instanceof TypeError && /SCIM|[Aa]ttribute|schema|request body/.test(message))
    return problem(400, message, 'invalidValue')
  return undefined
}

/** The body of an error. */
export const problem = (status: number, detail: string, scimType?: string): ScimAnswer => ({
  status,
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(scimType === undefined ? {} : { scimType }),
    detail,
  },
})

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : undefined

/** As many as one page holds. */
const MOST = 200

/** Which part of a list is asked for: from 1, and how many. */
export const pageIn = ({ startIndex, count }: Readonly<Record<string, string>>) => ({
  start: Math.max(1, whole(startIndex) ?? 1),
  count: Math.min(MOST, Math.max(0, whole(count) ?? MOST)),
})

/** A page of resources. */
export const listAnswer = (total: number, start: number, resources: readonly object[]): ScimAnswer => ({
  status: 200,
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: total,
    startIndex: start,
    itemsPerPage: resources.length,
    Resources: resources,
  },
})

const names = (text: string | undefined): string[] | undefined =>
  text?.split(',').flatMap((name) => rootOf(name.trim()) || [])

/** A resource with the attributes that were asked for; what says what it is stays. */
export const narrowed = <T extends object>(resource: T, query: Readonly<Record<string, string>>): T => {
  const [only, without] = [names(query.attributes), names(query.excludedAttributes)]
  if (!only && !without) return resource
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => {
      if (['id', 'schemas', 'meta'].includes(name)) return true
      return only ? only.includes(name.toLowerCase()) : !without?.includes(name.toLowerCase())
    }),
  ) as T
}

const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/i

/** The attribute that a path is about, in lower case: `emails[type eq "work"].value` is about `emails`. */
export const rootOf = (path: string): string =>
  (/^[^.[\s]*/.exec(path.replace(CORE, ''))?.[0] ?? '').toLowerCase()

/** One comparison by equality, which a statement answers by itself; undefined for every other filter. */
export const equality = (filter: string | undefined): { attribute: string; value: string } | undefined => {
  const [, path = '', value = ''] = /^\s*([\w:.$-]+)\s+eq\s+"([^"\\]*)"\s*$/i.exec(filter ?? '') ?? []
  return path === '' ? undefined : { attribute: path.replace(CORE, '').toLowerCase(), value }
}

/** Those that a filter lets through. Throws what the library says of a filter that it doesn't understand. */
export const fitting = <T extends object>(resources: readonly T[], filter: string | undefined): T[] => {
  if (filter === undefined || filter.trim() === '') return [...resources]
  const plain = filter.replaceAll(/urn:ietf:params:scim:schemas:core:2\.0:(user|group):/gi, '')
  return new SCIMMY.Types.Filter(plain).match([...resources]) as T[]
}
