import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { HttpUnreachable } from './errors.ts'
import { closeServers, failure, inside, tcp, web } from './fixtures/servers.ts'
import { safeFetch } from './safe-fetch.ts'

afterEach(closeServers)

describe('an answer', () => {
  it('comes back whole with status and headers', async () => {
    const got: string[] = []
    const server = await web((request, response) => {
      request.on('data', (part) => got.push(String(part)))
      request.on('end', () => response.writeHead(418, { 'x-say': 'short and stout' }).end('お茶'))
    })
    const answer = await safeFetch(`${server.url}/pot?x=1`, {
      ...inside,
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'いれて',
    })
    expect(answer.status).toBe(418)
    expect(answer.headers['x-say']).toBe('short and stout')
    expect(answer.body.toString()).toBe('お茶')
    expect(got.join('')).toBe('いれて')
    expect(server.asked).toEqual([`POST 127.0.0.1:${server.port}/pot?x=1`])
  })

  it('that is too large is refused, or cut where only its beginning matters', async () => {
    let sent = 0
    const endless: RequestListener = (_request, response) => {
      const piece = Buffer.alloc(64 * 1024, 'x')
      const more = (): void => {
        while (!response.destroyed) {
          sent += piece.length
          if (!response.write(piece)) break
        }
      }
      response.on('drain', more)
      more()
    }
    const server = await web(endless)
    const error = await failure(safeFetch(server.url, { ...inside, maxBytes: 100_000 }))
    expect(error).toMatchObject({ why: 'too-large' })
    const cut = await safeFetch(server.url, { ...inside, maxBytes: 1000, cut: true })
    expect(cut.body).toHaveLength(1000)
    expect(sent).toBeLessThan(50 * 1024 * 1024)
  })

  it('that never begins is given up', async () => {
    const url = await tcp(() => undefined)
    const error = await failure(safeFetch(url, { ...inside, totalMs: 300 }))
    expect(error).toMatchObject({ why: 'timeout', maybeSent: true })
  })

  it('whose headers drip is given up at the deadline', async () => {
    const url = await tcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const drip = setInterval(() => socket.write('x-slow: loris\r\n'), 20)
      socket.on('close', () => clearInterval(drip))
    })
    expect((await failure(safeFetch(url, { ...inside, totalMs: 400 }))).why).toBe('timeout')
  })

  it('whose body drips is given up at the deadline', async () => {
    const url = await tcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n')
      const drip = setInterval(() => socket.write('x'), 20)
      socket.on('close', () => clearInterval(drip))
    })
    expect((await failure(safeFetch(url, { ...inside, totalMs: 400 }))).why).toBe('timeout')
  })

  it('whose headers have no end is given up', async () => {
    const url = await tcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      for (let n = 0; n < 5000; n += 1) socket.write(`x-${n}: ${'a'.repeat(100)}\r\n`)
    })
    expect((await failure(safeFetch(url, inside))).why).toBe('protocol')
  })

  it.each([
    [
      'something that is no web server',
      (socket: Socket) => void socket.once('data', () => socket.end('220 mail.test ESMTP\r\n')),
      'protocol',
    ],
    ['a connection that breaks', (socket: Socket) => socket.destroy(), 'connection'],
    [
      'a body that ends early',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort'),
      'connection',
    ],
  ])('of %s says so', async (_what, speak, why) => {
    const error = await failure(safeFetch(await tcp(speak), inside))
    expect(error).toBeInstanceOf(HttpUnreachable)
    expect(error).toMatchObject({ why, maybeSent: true })
  })

  it('of a closed port was certainly not sent', async () => {
    const server = await web((_request, response) => response.end())
    closeServers()
    const error = await failure(safeFetch(server.url, inside))
    expect(error).toMatchObject({ why: 'connection', maybeSent: false })
  })

  it('is not waited for once the caller stops', async () => {
    const stop = new AbortController()
    const server = await web(() => stop.abort())
    const error = await failure(safeFetch(server.url, { ...inside, signal: stop.signal }))
    expect(error).toMatchObject({ why: 'stopped' })
  })
})
