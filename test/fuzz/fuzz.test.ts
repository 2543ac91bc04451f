import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../server/channels/registry.ts'
import { problem } from '../../server/kernel/contract.ts'
import { openApi } from '../../server/kernel/http/index.ts'
import type { ApiDocument, Operation, Schema } from '../../server/start/docs-page/document.ts'
import { createRooms } from '../../server/start/rooms.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { fill } from './fill.ts'
import { HOSTILE, valuesOf, type Known } from './shapes.ts'

/** The same every time, so that a red run can be repeated; another number looks elsewhere. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_120)
const RUNS = Number(process.env.FUZZ_RUNS ?? 10)

const { paths } = openApi(createRooms({} as never), 'http://x', '0') as unknown as ApiDocument
const operations = Object.entries(paths)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  // What removes comes last, so that the others find something.
  .sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'))

let test: TestApp
let keys: string[]
let known: Known

beforeAll(async () => {
  test = await testApp()
  // Several callers, since one may not call as often as this.
  keys = [
    test.owner.key,
    ...(await Promise.all([1, 2, 3, 4].map(async () => (await test.person('owner')).key))),
  ]
  known = await fill(test)
})

let turn = 0
/** Sends a request, and holds its answer to what every answer promises. */
const send = async (
  method: string,
  path: string,
  body?: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ status: number; code: string | undefined }> => {
  turn += 1
  const response = await fetch(test.url + path, {
    method,
    headers: {
      authorization: `Bearer ${keys[turn % keys.length]}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: body as BodyInit }),
  })
  const text = await response.text()
  if (response.status >= 500)
    throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`)
  if (response.status < 400) return { status: response.status, code: undefined }
  if (!response.headers.get('content-type')?.startsWith('application/problem+json'))
    throw new Error(
      `${method} ${path} answered ${response.status} without a problem document: ${text.slice(0, 200)}`,
    )
  const document = problem.parse(JSON.parse(text))
  if (document.status !== response.status || document.detail === '' || !document.requestId)
    throw new Error(`${method} ${path} answered with an incomplete problem document: ${text.slice(0, 500)}`)
  return { status: response.status, code: document.code }
}

const inAddress = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return encodeURIComponent((text ?? '').toWellFormed()).slice(0, 3000)
}

/** Mostly without a cursor: a strange one ends every request before it has begun. */
const inQuery = (name: string, schema: Schema): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: name === 'cursor' ? 8 : 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: valuesOf(schema, known, name) },
  )

const requestsTo = ({ path, method, operation }: { path: string; method: string; operation: Operation }) => {
  const part = (where: string) =>
    fc.record(
      Object.fromEntries(
        operation.parameters
          .filter((parameter) => parameter.in === where)
          .map(({ name, schema }) => [
            name,
            where === 'path' ? valuesOf(schema, known, name) : inQuery(name, schema),
          ]),
      ),
    )
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const body =
    type === 'application/json' && content ? valuesOf(content.schema, known, '') : fc.constant(undefined)
  return fc
    .record({ inPath: part('path'), query: part('query'), body })
    .map(({ inPath, query, body: given }) => {
      const address = path.replace(
        /\{(\w+)\}/g,
        (_all, name: string) => inAddress((inPath as Record<string, unknown>)[name]) || '-',
      )
      const search = Object.entries(query)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name}=${inAddress(value)}`)
      const raw = type === undefined || type === 'application/json' ? undefined : new Uint8Array([0, 255, 1])
      return {
        method,
        path: address + (search.length > 0 ? `?${search.join('&')}` : ''),
        body: raw ?? (given === undefined ? undefined : JSON.stringify(given)),
        headers: raw ? { 'content-type': 'application/octet-stream' } : {},
      }
    })
}

describe('whatever is sent', () => {
  it.each(operations)('$method $path answers it, or refuses it with a problem document', async (one) => {
    const answered: number[] = []
    await fc.assert(
      fc.asyncProperty(requestsTo(one), async ({ method, path, body, headers }) => {
        answered.push((await send(method, path, body, headers as Record<string, string>)).status)
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    )
    expect(answered).toHaveLength(RUNS)
  })

  it.each(operations.filter(({ operation }) => operation.requestBody?.content['application/json']))(
    '$method $path refuses bodies that are none',
    async ({ method, path }) => {
      const address = path.replace(/\{\w+\}/g, known.named.conversationId?.[0] as string)
      const deepest = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
      const broken = [
        '{',
        '',
        'null',
        '[]',
        '"text"',
        '{"a":1}}',
        '\ufeff{}',
        '{"a":"\\u0000"}',
        '\u0000',
        deepest,
      ]
      for (const body of broken) expect((await send(method, address, body)).status).toBeLessThan(500)
      const types = [
        'text/plain',
        'application/xml',
        'multipart/form-data; boundary=x',
        'application/octet-stream',
        'nonsense',
      ]
      for (const type of types) {
        const { status } = await send(method, address, '{}', { 'content-type': type })
        expect([400, 401, 403, 404, 413, 415, 429]).toContain(status)
      }
    },
  )

  it('is too large: the limit is told and the rest not read', async () => {
    const large = JSON.stringify({ name: 'a'.repeat(1_200_000) })
    expect(await send('POST', '/api/tags', large)).toMatchObject({ status: 413, code: 'kernel.too-large' })
  })

  it('is hostile in every header that we read', async () => {
    for (const value of ['', 'Bearer', 'Bearer ', `Bearer ${'a'.repeat(5000)}`, 'Basic YTpi', 'Bearer é'])
      expect((await send('GET', '/api/me', undefined, { authorization: value })).status).toBe(401)
    for (const value of ['x'.repeat(256), 'é', '😀'.slice(0, 1)].map((text) =>
      encodeURIComponent(text.toWellFormed()),
    ))
      await send('POST', '/api/tags', '{"name":"a"}', { 'idempotency-key': value })
    const address = {
      'x-forwarded-for': "1.2.3.4, ' or 1=1, ::ffff:nonsense",
      'x-forwarded-proto': 'javascript',
    }
    await send('GET', '/api/me', undefined, address)
    for (const cookie of [
      'madoguchi_session=',
      'madoguchi_session=%00',
      `madoguchi_session=${'a'.repeat(4000)}`,
      '=;;=',
    ])
      expect((await send('GET', '/api/me', undefined, { cookie, authorization: '' })).status).toBe(401)
  })

  it('goes to an address that is none', async () => {
    const paths = [
      '/api',
      '/api/',
      '/api/%',
      '/api/%00',
      '/api/%ff',
      '/api//me',
      `/api/${'a'.repeat(8000)}`,
      '/api/me/../..',
      '/channels/',
      '/channels/none/x',
      '/api/openapi.json/x',
    ]
    for (const path of paths) {
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS', 'PATCH']) {
        const { status } = await send(method, path)
        expect(status, `${method} ${path}`).toBeLessThan(500)
      }
    }
  })
})

it('reaches the islands: their endpoints answer or refuse, whatever is sent', async () => {
  for (const channel of (await channels()).values()) {
    const { token } = await test.inbox(channel.name).catch(() => ({ token: 'none' }))
    for (const { method, path } of channel.endpoints ?? []) {
      const address = `/channels/${channel.name}${path.replace(/:token\b/, token).replace(/:\w+/g, 'nonsense')}`
      const types = [
        'application/json',
        'text/plain',
        'multipart/form-data; boundary=x',
        'multipart/form-data',
        'nonsense',
      ]
      const bodies =
        method === 'GET' ? [undefined] : ['', '{', '[]', ...HOSTILE.map((value) => JSON.stringify(value))]
      for (const [at, body] of bodies.entries()) {
        const response = await fetch(test.url + address, {
          method,
          headers: { 'content-type': types[at % types.length] as string, 'x-madoguchi-visitor': String(at) },
          ...(body === undefined ? {} : { body }),
        })
        await response.text()
        expect(response.status, `${method} ${address} ${body?.slice(0, 60)}`).toBeLessThan(500)
      }
    }
  }
})

it('leaves the product in order', async () => {
  expect((await fetch(`${test.url}/ready`)).status).toBe(200)
  await test.settled()
  const other = await test.person('owner')
  expect((await other.call('GET', '/api/me')).status).toBe(200)
})
