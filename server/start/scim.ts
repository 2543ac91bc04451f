import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../kernel/db/index.ts'
import { networkOf, rateHeaders, type RateLimiter } from '../kernel/http/index.ts'
import { parseJson } from '../kernel/http/read-input.ts'
import { SCIM_PATH, scimProblem, serveScim } from '../modules/access/index.ts'

/** A first synchronisation of a large company sends some 25 a second. */
const PER_MINUTE = 3000
const BODY = 4 * 1024 * 1024

/** Mounts the way in of companies' directories: SCIM 2.0, with its own types, errors and tokens. */
export const mountScim = async (
  server: FastifyInstance,
  database: Database,
  limiter: RateLimiter,
): Promise<void> => {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    scope.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store')
    })
    scope.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: `${SCIM_PATH}/*`,
      bodyLimit: BODY,
      onRequest: async (request, reply) => {
        rateHeaders(reply, limiter.take(`scim ${networkOf(request.ip)}`, PER_MINUTE))
      },
      handler: (request, reply) => answer(database, request, reply),
    })
  })
}

const answer = async (
  database: Database,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  const given = readBody(request.body)
  const { status, body, headers } =
    'broken' in given
      ? scimProblem(400, 'The body is not valid JSON.', 'invalidSyntax')
      : await serveScim(database, token, {
          method: request.method,
          path: new URL(request.url, 'http://x').pathname.slice(SCIM_PATH.length).replace(/\/$/, ''),
          query: Object.fromEntries(
            Object.entries(request.query as Record<string, unknown>).map(([name, value]) => [
              name,
              String(value),
            ]),
          ),
          body: given.body,
        })
  for (const [name, value] of Object.entries(headers ?? {})) reply.header(name, value)
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  if (body === undefined) return reply.status(status).send()
  return reply.status(status).type('application/scim+json; charset=utf-8').send(JSON.stringify(body))
}

const readBody = (text: unknown): { body: unknown } | { broken: true } => {
  if (typeof text !== 'string' || text === '') return { body: undefined }
  try {
    return { body: parseJson(text) }
  } catch {
    return { broken: true }
  }
}
