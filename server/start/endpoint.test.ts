import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testKernel } from '../../test/harness/database.ts'
import type { ChannelHost, Endpoint, PartLimits } from '../channels/channel.ts'
import { createServer, RateLimiter } from '../kernel/http/index.ts'
import { mountEndpoint } from './endpoint.ts'

const MB = 1024 * 1024
const limits: PartLimits = {
  files: 3,
  fileBytes: MB,
  totalBytes: 2 * MB,
  wantsFiles: ({ ticket }) => ticket !== 'bad',
}

let url: string
let port: number
const closers: (() => Promise<void>)[] = []
/** How often the islands' work was begun. */
let begun = 0

const endpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/parts',
    cors: true,
    async handle(request) {
      const { fields, files } = await request.multipart(limits)
      const shown = files.map(({ field, name, content, cut }) => ({ field, name, size: content.length, cut }))
      return { status: 200, body: { fields, files: shown } }
    },
  },
  {
    method: 'POST',
    path: '/few',
    perMinute: 2,
    async handle() {
      begun += 1
      return { status: 200, body: { ok: true } }
    },
  },
  {
    method: 'GET',
    path: '/who',
    handle: async ({ ip, network }) => ({ status: 200, body: { ip, network } }),
  },
]

beforeAll(async () => {
  const server = await createServer(testKernel())
  const limiter = new RateLimiter(() => Date.now())
  for (const endpoint of endpoints)
    await mountEndpoint(server, '/channels/test', endpoint, {} as ChannelHost, limiter)
  await server.listen({ port: 0, host: '127.0.0.1' })
  closers.push(() => server.close())
  port = (server.server.address() as { port: number }).port
  url = `http://127.0.0.1:${port}/channels/test`
})
afterAll(() => Promise.all(closers.map((close) => close())))

const post = async (fields: Record<string, string>, sizes: number[]) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const [at, size] of sizes.entries())
    form.append(`file${at}`, new Blob([new Uint8Array(size)]), `${at}.bin`)
  const response = await fetch(`${url}/parts`, { method: 'POST', body: form })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('a form in parts', () => {
  it('comes whole within the limits', async () => {
    expect(await post({ a: 'x' }, [3, MB])).toEqual({
      status: 200,
      body: {
        fields: { a: 'x' },
        files: [
          { field: 'file0', name: '0.bin', size: 3, cut: false },
          { field: 'file1', name: '1.bin', size: MB, cut: false },
        ],
      },
    })
  })

  it('has too long a file cut off, and says so', async () => {
    const { body } = await post({}, [MB + 1, 5])
    expect(body.files).toEqual([
      { field: 'file0', name: '0.bin', size: MB, cut: true },
      { field: 'file1', name: '1.bin', size: 5, cut: false },
    ])
  })

  it('is refused when it has too much in all, too many files or too many words', async () => {
    expect(await post({}, [MB, MB, 1])).toMatchObject({ status: 413, body: { code: 'kernel.too-large' } })
    expect((await post({}, [1, 1, 1, 1])).status).toBe(413)
    const words = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`w${at}`, 'x'.repeat(150_000)]))
    expect(await post(words, [])).toMatchObject({ status: 413, body: { code: 'kernel.too-large' } })
  })

  it('has no file kept that the island does not want, and all words', async () => {
    const { body } = await post({ ticket: 'bad', more: 'words' }, [MB, 10])
    expect(body).toEqual({
      fields: { ticket: 'bad', more: 'words' },
      files: [
        { field: 'file0', name: '0.bin', size: 0, cut: true },
        { field: 'file1', name: '1.bin', size: 0, cut: true },
      ],
    })
  })

  it('is refused by what it says of its size, before any of it is there', async () => {
    const head = [
      'POST /channels/test/parts HTTP/1.1',
      'host: x',
      'content-type: multipart/form-data; boundary=x',
      `content-length: ${50 * MB}`,
    ]
    expect(await answerTo(head)).toMatch(/^HTTP\/1\.1 413 /)
  })
})

/** The beginning of the answer to a request whose body never comes. */
const answerTo = (head: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${head.join('\r\n')}\r\n\r\n`))
    socket.on('error', reject)
    socket.once('data', (data) => {
      resolve(data.toString('latin1'))
      socket.destroy()
    })
  })

describe('an island’s address', () => {
  it('tells its limit with every answer, also to pages of other sites', async () => {
    const first = await fetch(`${url}/few`, { method: 'POST' })
    expect(first.headers.get('ratelimit-limit')).toBe('2')
    expect(first.headers.get('ratelimit-remaining')).toBe('1')
    expect(Number(first.headers.get('ratelimit-reset'))).toBeGreaterThan(0)
    const { headers } = await fetch(`${url}/parts`, { method: 'POST' })
    expect(headers.get('access-control-expose-headers')).toContain('ratelimit-remaining')
  })

  it('knows who asks, and the network that stands for them', async () => {
    const asked = await fetch(`${url}/who`, { headers: { 'x-forwarded-for': '2001:db8:1:2:3:4:5:6' } })
    expect(await asked.json()).toEqual({ ip: '2001:db8:1:2:3:4:5:6', network: '2001:db8:1:2::/64' })
  })

  it('refuses what is over its limit before the body is there', async () => {
    await fetch(`${url}/few`, { method: 'POST' })
    const answer = await answerTo(['POST /channels/test/few HTTP/1.1', 'host: x', 'content-length: 1000'])
    expect(answer).toMatch(/^HTTP\/1\.1 429 /)
    expect(answer).toMatch(/retry-after: \d+/)
    expect(begun).toBe(2)
  })
})
