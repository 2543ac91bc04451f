import fastifyMultipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ArrivalFile, ChannelHost, Endpoint, EndpointRequest } from '../channels/channel.ts'
import { AppError } from '../kernel/errors.ts'
import type { RateLimiter } from '../kernel/http/index.ts'
import { parseJson } from '../kernel/http/read-input.ts'
import { sniffType } from '../kernel/mime/sniff.ts'

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
    await scope.register(fastifyMultipart, {
      limits: { fileSize: host.maxUploadBytes, files: 10, fields: 100, fieldSize: 200_000 },
    })
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
      handler: async (request, reply) => {
        limiter.take(`${endpoint.method} ${url} ${request.ip}`, endpoint.perMinute ?? PER_MINUTE)
        const answer = await endpoint.handle(toRequest(request, host), host)
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
  reply.header('access-control-max-age', '86400')
  reply.header('cross-origin-resource-policy', 'cross-origin')
}

const toRequest = (request: FastifyRequest, host: ChannelHost): EndpointRequest => {
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
    multipart: () => readMultipart(request, host),
    ip: request.ip,
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

interface Multipart {
  fields: Record<string, string>
  files: (ArrivalFile & { field: string })[]
}

/** The fields and files of a form. What is cut off or no form at all is refused, whatever the parser makes of it. */
const readMultipart = async (request: FastifyRequest, host: ChannelHost): Promise<Multipart> => {
  try {
    return await readParts(request, host)
  } catch (error) {
    if (error instanceof AppError || (error as { statusCode?: number }).statusCode !== undefined) throw error
    throw new AppError(
      'invalid',
      'kernel.bad-multipart',
      'The form’s data is cut off or malformed. Send it again.',
    )
  }
}

const readParts = async (request: FastifyRequest, host: ChannelHost): Promise<Multipart> => {
  const fields: Record<string, string> = {}
  const files: (ArrivalFile & { field: string })[] = []
  if (!request.isMultipart())
    throw new AppError('invalid', 'kernel.media-type', 'This address takes multipart/form-data.', {
      status: 415,
    })
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = part.value as string
    else {
      const content = await part.toBuffer().catch(() => undefined)
      if (!content || part.file.truncated) {
        throw new AppError(
          'invalid',
          'kernel.file-too-large',
          `A file is larger than ${Math.floor(host.maxUploadBytes / 1024 / 1024)} MB, which is the most that can be sent.`,
          { status: 413, limit: host.maxUploadBytes },
        )
      }
      if (part.filename)
        files.push({
          field: part.fieldname,
          name: part.filename,
          type: sniffType(content, part.filename, part.mimetype),
          content,
          inline: false,
        })
    }
  }
  return { fields, files }
}
