import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Route } from '../contract.ts'
import { invalid } from '../errors.ts'

export { parseJson } from '../mime/parse-json.ts'

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
