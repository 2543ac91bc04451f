import fastifyMultipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ChannelHost, Endpoint, EndpointRequest } from '../channels/channel.ts'
import { AppError } from '../kernel/errors.ts'
import { networkOf, rateHeaders, type RateLimiter } from '../kernel/http/index.ts'
import { parseJson } from '../kernel/http/read-input.ts'
import { readParts } from './read-parts.ts'

const PER_MINUTE = 300

/** Adds one island endpoint to the server. Bodies reach the island as bytes, since signatures are over those. */
export const mountEndpoint = async (
  server: FastifyInstance,
  prefix: string,
  endpoint: Endpoint,
  host: ChannelHost,
  limiter: RateLimiter,
): Promise<void> => {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    await scope.register(fastifyMultipart, { throwFileSizeLimit: false })
    const url = prefix + endpoint.path
    if (endpoint.cors) {
      scope.addHook('onRequest', async (_request, reply) => allowAnyOrigin(reply))
      if (!server.hasRoute({ method: 'OPTIONS', url }))
        scope.options(url, async (_request, reply) => reply.status(204).send())
    }
    scope.route({
      method: endpoint.method,
      url,
      bodyLimit: endpoint.bodyLimit ?? 1024 * 1024,
      // Before the body: what is too much is not even read.
      onRequest: async (request, reply) => {
        const who = `${endpoint.method} ${url} ${networkOf(request.ip)}`
        rateHeaders(reply, limiter.take(who, endpoint.perMinute ?? PER_MINUTE))
      },
      handler: async (request, reply) => {
        const answer = await endpoint.handle(toRequest(request), host)
        for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value)
        return reply.status(answer.status).send(answer.body ?? null)
      },
    })
  })
}

const allowAnyOrigin = (reply: FastifyReply): void => {
  reply.header('access-control-allow-origin', '*')
  reply.header('access-control-allow-headers', 'content-type, authorization, x-madoguchi-visitor')
  reply.header('access-control-allow-methods', 'GET, POST, PUT, DELETE, OPTIONS')
  reply.header(
    'access-control-expose-headers',
    'retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset',
  )
  reply.header('access-control-max-age', '86400')
  reply.header('cross-origin-resource-policy', 'cross-origin')
}

const toRequest = (request: FastifyRequest): EndpointRequest => {
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const isJson = /json/.test(request.headers['content-type'] ?? '')
  return {
    params: request.params as Record<string, string>,
    query: Object.fromEntries(
      Object.entries(request.query as Record<string, unknown>).map(([key, value]) => [key, String(value)]),
    ),
    headers: request.headers,
    raw,
    json: isJson && raw.length > 0 ? readJson(raw) : undefined,
    multipart: (limits) => readParts(request, limits),
    ip: request.ip,
    network: networkOf(request.ip),
    url: request.url,
  }
}

const readJson = (raw: Buffer): unknown => {
  try {
    return parseJson(raw.toString('utf8'))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('invalid', 'kernel.bad-json', 'The body is not valid JSON.')
  }
}
