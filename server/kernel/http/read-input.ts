import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Route } from '../contract.ts'
import { invalid } from '../errors.ts'

/** Checks and shapes what came in. Throws `invalid` that names every wrong field. */
export const readInput = (
  route: Route,
  request: FastifyRequest,
): { params: unknown; query: unknown; body: unknown } => {
  if (request.url.includes('%00'))
    throw invalid('kernel.bad-characters', 'The address has a NUL character, which can’t be stored.')
  if (Buffer.isBuffer(request.body) && route.body?.meta()?.binary !== true)
    throw invalid('kernel.media-type', 'This address takes JSON (content-type: application/json).', {
      status: 415,
    })
  return {
    params: part(route.params, request.params, 'params'),
    query: part(route.query, request.query, 'query'),
    body: part(route.body, request.body, 'body'),
  }
}

const part = (schema: z.ZodType | undefined, value: unknown, where: string): unknown => {
  if (!schema) return undefined
  const parsed = schema.safeParse(value ?? (where === 'body' ? undefined : {}))
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues
    .slice(0, 20)
    .map((issue) => ({ path: [where, ...issue.path].join('.'), message: issue.message }))
  throw invalid(
    'kernel.invalid-input',
    `Check ${fields
      .map((field) => field.path)
      .slice(0, 5)
      .join(', ')}: ${fields[0]?.message ?? 'not allowed'}.`,
    { fields },
  )
}

const NUL = '\\u0000'

/** Parses a JSON body; NUL characters are refused here once, since PostgreSQL can't store them anywhere. */
export const parseJson = (text: string): unknown => {
  if (text.length === 0) return undefined
  if (text.includes(NUL) && hasNul(JSON.parse(text)))
    throw invalid('kernel.bad-characters', 'The body has a NUL character, which can’t be stored. Remove it.')
  return JSON.parse(text, dropPrototype)
}

const dropPrototype = (key: string, value: unknown): unknown => (key === '__proto__' ? undefined : value)

const hasNul = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('\0')
  if (Array.isArray(value)) return value.some(hasNul)
  if (value && typeof value === 'object')
    return Object.entries(value).some(([key, inner]) => key.includes('\0') || hasNul(inner))
  return false
}
