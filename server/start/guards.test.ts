import { connect } from 'node:net'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../test/harness/app.ts'

let test: TestApp

beforeAll(async () => {
  test = await testApp({ env: { MADOGUCHI_MAX_UPLOAD_MB: '1' } })
})

/** The beginning of the answer to a request whose body never comes. */
const answerTo = (head: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(test.app.port, '127.0.0.1', () =>
      socket.write(`${['POST /api/uploads?name=a.bin HTTP/1.1', 'host: x', ...head].join('\r\n')}\r\n\r\n`),
    )
    socket.on('error', reject)
    socket.once('data', (data) => {
      resolve(data.toString('latin1'))
      socket.destroy()
    })
  })
const file = (bytes: number): string[] => [
  'content-type: application/octet-stream',
  `content-length: ${bytes}`,
]

describe('a body', () => {
  it('of a stranger is not waited for', async () => {
    expect(await answerTo(file(1_000_000))).toMatch(/^HTTP\/1\.1 401 /)
  })

  it('of somebody who may not send it is not waited for', async () => {
    const reader = await test.person('readonly')
    expect(await answerTo([...file(1_000_000), `authorization: Bearer ${reader.key}`])).toMatch(
      /^HTTP\/1\.1 403 /,
    )
  })

  it('may be as large as the installation takes, and no larger', async () => {
    const key = `authorization: Bearer ${test.owner.key}`
    expect(await answerTo([...file(1024 * 1024 + 1), key])).toMatch(/^HTTP\/1\.1 413 /)
    const kept = await test.owner.call('POST', '/api/uploads?name=a.bin', new Uint8Array(1024 * 1024))
    expect(kept.status).toBe(201)
  })
})

describe('the guards of the API', () => {
  it('hold however its address is written', async () => {
    for (const path of ['/api/workspace', '/%61pi/workspace', '/a%70i/workspace']) {
      const answer = await fetch(test.url + path, {
        method: 'PATCH',
        headers: {
          origin: 'https://evil.example',
          cookie: `madoguchi_session=${'A'.repeat(43)}`,
          'content-type': 'application/json',
        },
        body: '{}',
      })
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 403, 'no-store'])
      expect(await answer.json()).toMatchObject({ code: 'kernel.foreign-origin' })
    }
  })

  it('tell the limit with every answer', async () => {
    const { headers } = await test.owner.call('GET', '/api/me')
    expect(headers.get('ratelimit-limit')).toBe('1200')
    expect(Number(headers.get('ratelimit-remaining'))).toBeLessThan(1200)
    expect(Number(headers.get('ratelimit-reset'))).toBeGreaterThan(0)
    const { paths, components } = await test.owner.ok<{
      paths: Record<string, Record<string, { responses: Record<string, { headers?: object }> }>>
      components: { headers: object }
    }>('GET', '/api/openapi.json')
    const named = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset']
    const { responses } = paths['/api/me']?.get ?? { responses: {} }
    expect(Object.keys(responses['200']?.headers ?? {})).toEqual(named)
    expect(Object.keys(responses['429']?.headers ?? {})).toEqual(['Retry-After', ...named])
    expect(Object.keys(components.headers)).toEqual([...named, 'Retry-After'])
  })
})

describe('a write with an Idempotency-Key', () => {
  it('is done once also where it asks the outside first', async () => {
    const add = () =>
      test.owner.call<{ webhook: { id: string }; secret: string }>(
        'POST',
        '/api/webhooks',
        { url: 'http://127.0.0.1:9/', events: ['message.received'] },
        { 'idempotency-key': 'once' },
      )
    const [first, again] = [await add(), await add()]
    expect(first.status).toBe(201)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await test.owner.ok('GET', '/api/webhooks')).toHaveLength(1)
  })
})
