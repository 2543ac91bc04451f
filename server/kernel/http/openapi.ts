import { z } from 'zod'
import { problem, type Route } from '../contract.ts'
import type { Room } from '../room.ts'

type Json = Record<string, unknown>

const isBinary = (schema: z.ZodType): boolean => schema.meta()?.binary === true

const shape = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  if (isBinary(schema)) return { type: 'string', contentMediaType: 'application/octet-stream' }
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

const parameters = (schema: z.ZodObject | undefined, where: 'path' | 'query'): Json[] => {
  if (!schema) return []
  const json = shape(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (json.required?.includes(name) ?? false),
    schema: property,
    ...(property.description ? { description: property.description } : {}),
  }))
}

/** The headers of every answer that was counted. */
const RATE = Object.fromEntries(
  ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'].map((name) => [
    name,
    { $ref: `#/components/headers/${name}` },
  ]),
)

const header = (description: string): Json => ({ description, schema: { type: 'integer' } })

const problems = (route: Route): Json => {
  const answer = (description: string): Json => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  })
  return {
    400: answer('What was sent can’t be taken; `fields` says what.'),
    ...(route.access === 'public'
      ? {}
      : { 401: answer('Nobody is signed in.'), 403: answer('Not allowed.') }),
    404: answer('It does not exist, or you may not know that it does.'),
    409: answer('Somebody changed it meanwhile, or it exists already.'),
    413: answer('Too large.'),
    415: answer('A body of another type is needed.'),
    429: {
      ...answer('Too many requests; `retry-after` says when to come back.'),
      headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' }, ...RATE },
    },
    503: answer('Something that we need is away for now.'),
  }
}

const operation = (room: Room, name: string, route: Route): Json => ({
  operationId: `${room.name}.${name}`,
  tags: [room.name],
  summary: route.summary,
  ...(route.access === 'public' ? { security: [] } : {}),
  ...(typeof route.access === 'object' ? { 'x-permission': route.access.permission } : {}),
  parameters: [
    ...parameters(route.params, 'path'),
    ...parameters(route.query, 'query'),
    ...(route.method === 'GET' || route.access === 'public' || route.transaction === false
      ? []
      : [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            schema: { type: 'string', minLength: 1, maxLength: 255 },
            description:
              'The same key with the same request is done once; a repetition gets the first answer.',
          },
        ]),
  ],
  ...(route.body
    ? {
        requestBody: {
          required: true,
          content: {
            [isBinary(route.body) ? 'application/octet-stream' : 'application/json']: {
              schema: shape(route.body, 'input'),
            },
          },
        },
      }
    : {}),
  responses: { ...success(route), ...problems(route) },
})

const success = (route: Route): Json => {
  if (route.output instanceof z.ZodNull) return { 204: { description: 'Done.', headers: RATE } }
  const binary = isBinary(route.output)
  const mayBeNothing = !binary && route.output.safeParse(null).success
  return {
    [route.status ?? 200]: {
      description: 'Done.',
      headers: RATE,
      content: {
        [binary ? 'application/octet-stream' : 'application/json']: { schema: shape(route.output, 'output') },
      },
    },
    ...(mayBeNothing ? { 204: { description: 'There is none.', headers: RATE } } : {}),
  }
}

/** The OpenAPI 3.1 document of all rooms. */
export const openApi = (rooms: readonly Room[], publicUrl: string, version: string): Json => {
  const paths: Record<string, Json> = {}
  for (const room of rooms) {
    for (const [name, route] of Object.entries(room.contract)) {
      const path = route.path.replace(/:(\w+)/g, '{$1}')
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(room, name, route) }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Madoguchi',
      version,
      description:
        'Everything that the app does. Errors are RFC 9457 problem documents; lists are keyset pages: hand `next` back as `cursor`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    components: {
      schemas: { Problem: shape(problem, 'output') },
      headers: {
        'RateLimit-Limit': header('Calls a minute that are allowed here.'),
        'RateLimit-Remaining': header('Calls that are left in this minute.'),
        'RateLimit-Reset': header('Seconds until the next minute begins.'),
        'Retry-After': header('Seconds to wait before the next call.'),
      },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'madoguchi_session' },
      },
    },
  }
}
