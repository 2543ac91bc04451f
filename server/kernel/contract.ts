import { z } from 'zod'

/** Who may call a route: anybody, anybody signed in, or holders of a permission. */
export type Access = 'public' | 'signed-in' | { permission: string }

/** One endpoint: its shapes are the only description; validation, OpenAPI and the client come from them. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/api/...` with `:name` for path parameters. */
  path: string
  /** One sentence for the API page. */
  summary: string
  access: Access
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** Shape of the answer; `empty` for 204. */
  output: z.ZodType
  /** Success status: 200, or 201/202. 204 follows from `empty`. */
  status?: 200 | 201 | 202
  /** It may be answered from a read replica, a moment behind: only for GET, and only for what reads alone. */
  replica?: true
  /** Most calls a minute for one caller (or address when nobody is signed in). */
  perMinute?: number
  /**
   * `false` when the action speaks to the outside and opens its own transactions; `late` when it speaks to the outside
   * first and then writes in one go, by `write`, which an Idempotency-Key holds for.
   */
  transaction?: boolean | 'late'
  /** Largest body in bytes; 1 MB unless said otherwise. A file may always be as large as the installation takes. */
  bodyLimit?: number
}

/** The routes of a room by name. */
export type Contract = Record<string, Route>

/** Keeps the literal types of a room's routes. */
export const defineContract = <const T extends Contract>(routes: T): T => routes

/** The answer of routes that have nothing to say: 204. */
export const empty = z.null()

/** A page of a keyset list: hand `next` back as `cursor` to go on; null at the end. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

/** Query of keyset lists. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional().describe('Where to go on: `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows wanted, 200 at most.'),
})

/** Languages of the product's own words. */
export const language = z.enum(['ja', 'en'])

/** Words of the product's own, in both languages; a screen shows its reader's. */
export const inBoth = z.object({ en: z.string(), ja: z.string() })

/** A UUID. */
export const id = z.guid()

/** A moment in UTC, ISO 8601. */
export const moment = z.iso.datetime()

/** One line of text for names and titles: trimmed by the rooms, never empty. */
export const line = (max = 200) => z.string().min(1).max(max)

/** `output` of a route that answers with a file. */
export const fileAnswer = z.unknown().meta({ binary: true })

/** `body` of a route that takes a file as it is (application/octet-stream). */
export const fileBody = z
  .instanceof(Uint8Array, { error: 'send the file itself as application/octet-stream' })
  .meta({ binary: true })

type Shape<T> = T extends z.ZodType ? z.infer<T> : undefined

/** What a route's handler gets. */
export interface RouteInput<R extends Route> {
  params: Shape<R['params']>
  query: Shape<R['query']>
  body: Shape<R['body']>
}

/** What a client sends: defaults may be left out. */
export type RouteRequest<R extends Route> = (R['params'] extends z.ZodType
  ? { params: z.input<R['params']> }
  : object) &
  (R['query'] extends z.ZodType ? { query?: z.input<R['query']> } : object) &
  (R['body'] extends z.ZodType ? { body: z.input<R['body']> } : object)

/** What a route answers. */
export type RouteOutput<R extends Route> = z.infer<R['output']>

/** RFC 9457 problem document: what every error of the API looks like. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  retryAfterSeconds: z.number().optional(),
  limitBytes: z.number().int().optional().describe('The most that is taken, of something that was larger.'),
  reasons: z
    .array(z.record(z.string(), z.union([z.string(), z.boolean()])))
    .optional()
    .describe('What it was refused for, one by one; the code says which members each has.'),
  requestId: z.string().optional(),
})

/** A problem document. */
export type Problem = z.infer<typeof problem>
