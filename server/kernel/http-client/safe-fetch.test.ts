import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { reachOf } from './address.ts'
import { HttpRefused, HttpUnreachable } from './errors.ts'
import { findTarget } from './find-target.ts'
import { safeFetch, type SafeRequest } from './safe-fetch.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const listening = (server: Server | TcpServer, host = '127.0.0.1', port = 0): Promise<number> =>
  new Promise((resolve, reject) => {
    const sockets = new Set<Socket>()
    server.on('connection', (socket: Socket) => sockets.add(socket))
    server.once('error', reject)
    server.listen(port, host, () => {
      closers.push(() => {
        server.close()
        for (const socket of sockets) socket.destroy()
      })
      resolve((server.address() as AddressInfo).port)
    })
  })

/** A web server on loopback; gives its address and what it was asked. */
const web = async (answer: RequestListener, host?: string, port?: number) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.headers.host}${request.url}`)
    answer(request, response)
  })
  const at = await listening(server, host, port)
  return { port: at, url: `http://127.0.0.1:${at}`, asked }
}

const tcp = async (speak: (socket: Socket) => void): Promise<string> => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined)
    speak(socket)
  })
  return `http://127.0.0.1:${await listening(server)}/`
}

const inside: SafeRequest = { allowPrivate: true }
const failure = async (work: Promise<unknown>): Promise<HttpRefused | HttpUnreachable> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof HttpRefused || error instanceof HttpUnreachable) return error
  throw new Error(`expected a refusal or failure, got ${String(error)}`)
}

describe('the reach of an address', () => {
  it.each([
    ['93.184.216.34', 'public'],
    ['2606:4700::6810:84e5', 'public'],
    ['::ffff:93.184.216.34', 'public'],
    ['127.0.0.1', 'private'],
    ['127.8.9.1', 'private'],
    ['::1', 'private'],
    ['::ffff:127.0.0.1', 'private'],
    ['10.0.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['::ffff:c0a8:101', 'private'],
    ['100.64.0.1', 'private'],
    ['fd12:3456::1', 'private'],
    ['169.254.169.254', 'never'],
    ['::ffff:169.254.169.254', 'never'],
    ['fd00:ec2::254', 'never'],
    ['fd00:0ec2:0::254', 'never'],
    ['100.100.100.200', 'never'],
    ['168.63.129.16', 'never'],
    ['fe80::1', 'never'],
    ['fec0::1', 'never'],
    ['0.0.0.0', 'never'],
    ['0.1.2.3', 'never'],
    ['::', 'never'],
    ['::7f00:1', 'never'],
    ['64:ff9b::7f00:1', 'never'],
    ['2002:7f00:1::', 'never'],
    ['2001:db8::1', 'never'],
    ['4000::1', 'never'],
    ['224.0.0.1', 'never'],
    ['ff02::1', 'never'],
    ['255.255.255.255', 'never'],
    ['198.18.0.1', 'never'],
    ['not an address', 'never'],
  ])('of %s is %s', (address, reach) => {
    expect(reachOf(address)).toBe(reach)
  })
})

describe('what is refused before anything is connected', () => {
  it.each([
    ['file:///etc/passwd', 'address'],
    ['ftp://files.example/', 'address'],
    ['javascript:alert(1)', 'address'],
    ['//hooks.example/a', 'address'],
    ['', 'address'],
    [`https://hooks.example/${'a'.repeat(3000)}`, 'address'],
    ['https://me:secret@hooks.example/', 'address'],
    ['https://me@hooks.example/', 'address'],
    ['http://127.0.0.1:5432/', 'private'],
    ['http://2130706433/', 'private'],
    ['http://0x7f.1/', 'private'],
    ['http://１２７.０.０.１/', 'private'],
    ['http://[::1]/', 'private'],
    ['http://[::ffff:127.0.0.1]/', 'private'],
    ['http://[::127.0.0.1]/', 'private'],
    ['http://169.254.169.254/latest/meta-data/', 'private'],
    ['http://localhost/', 'private'],
  ])('%s', async (url, why) => {
    const error = await failure(safeFetch(url))
    expect(error).toBeInstanceOf(HttpRefused)
    expect(error.why).toBe(why)
    expect(error.message).not.toContain('secret')
    expect(error.sentence.ja).not.toBe('')
  })

  it('the metadata address, also where private networks are open', async () => {
    for (const url of ['http://169.254.169.254/', 'http://[fd00:ec2::254]/', 'http://0.0.0.0/'])
      expect((await failure(safeFetch(url, inside))).why).toBe('private')
  })

  it('a name with one private address among public ones', async () => {
    const resolve = async (): Promise<string[]> => ['93.184.216.34', '10.0.0.7']
    expect((await failure(safeFetch('https://hooks.test/', {}, { resolve }))).why).toBe('private')
  })

  it('a name that nobody knows, as something that may be mended', async () => {
    const resolve = async (): Promise<string[]> => {
      throw new Error('ENOTFOUND')
    }
    const error = await failure(safeFetch('https://hooks.test/', {}, { resolve }))
    expect(error).toBeInstanceOf(HttpUnreachable)
    expect(error).toMatchObject({ why: 'unknown-host', maybeSent: false })
  })
})

describe('DNS rebinding', () => {
  it('finds loopback closed when the second look-up would lead there', async () => {
    const server = await web((_request, response) => response.end('inside'))
    let asked = 0
    const resolve = async (): Promise<string[]> => (asked++ === 0 ? ['127.0.0.1'] : ['93.184.216.34'])
    expect((await failure(safeFetch(`http://rebind.test:${server.port}/`, {}, { resolve }))).why).toBe(
      'private',
    )
    expect(server.asked).toEqual([])
  })

  it('connects to the address that was checked, asking for the name once', async () => {
    const good = await web((_request, response) => response.end('checked'), '127.0.0.2')
    const bad = await web((_request, response) => response.end('rebound'), '127.0.0.1', good.port)
    let asked = 0
    const resolve = async (): Promise<string[]> => (asked++ === 0 ? ['127.0.0.2'] : ['127.0.0.1'])
    const answer = await safeFetch(`http://rebind.test:${good.port}/hook`, inside, { resolve })
    expect(answer.body.toString()).toBe('checked')
    expect(good.asked).toEqual([`GET rebind.test:${good.port}/hook`])
    expect(bad.asked).toEqual([])
    expect(asked).toBe(1)
  })
})

describe('redirects', () => {
  const redirecting = (to: string) =>
    web((_request, response) => response.writeHead(302, { location: to }).end())

  it('are not followed unless asked for', async () => {
    const server = await redirecting('http://169.254.169.254/latest/meta-data/')
    const answer = await safeFetch(server.url, inside)
    expect(answer.status).toBe(302)
    expect(answer.headers.location).toBe('http://169.254.169.254/latest/meta-data/')
  })

  it('are checked anew at each hop', async () => {
    const toMetadata = await redirecting('http://169.254.169.254/latest/meta-data/')
    const first = await redirecting(`${toMetadata.url}/next`)
    const error = await failure(safeFetch(first.url, { ...inside, redirects: 5 }))
    expect(error.why).toBe('private')
    expect(toMetadata.asked).toHaveLength(1)
  })

  it('to another protocol or without end are refused', async () => {
    const file = await redirecting('file:///etc/passwd')
    expect((await failure(safeFetch(file.url, { ...inside, redirects: 5 }))).why).toBe('address')
    const loop = await redirecting('/again')
    expect((await failure(safeFetch(loop.url, { ...inside, redirects: 3 }))).why).toBe('redirect')
    expect(loop.asked).toHaveLength(4)
  })

  it('lead to the end, and leave secrets at the origin that they were meant for', async () => {
    const seen: (string | undefined)[] = []
    const end = await web((request, response) => {
      seen.push(request.headers.authorization)
      response.end('found')
    })
    const first = await redirecting(`${end.url}/picture`)
    const answer = await safeFetch(first.url, {
      ...inside,
      redirects: 1,
      headers: { Authorization: 'Bearer key' },
    })
    expect(answer).toMatchObject({ status: 200, url: `${end.url}/picture` })
    expect(answer.body.toString()).toBe('found')
    expect(seen).toEqual([undefined])
  })

  it('of a POST are not followed', async () => {
    const server = await redirecting('/elsewhere')
    const answer = await safeFetch(server.url, { ...inside, redirects: 5, method: 'POST', body: 'x' })
    expect(answer.status).toBe(302)
    expect(server.asked).toHaveLength(1)
  })
})

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
    closers.splice(0).forEach((close) => close())
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

describe('secure connections', () => {
  const fixture = (name: string): string => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8')
  const secure = async (): Promise<number> => {
    const server = createTlsServer(
      { key: fixture('hooks.test.key'), cert: fixture('hooks.test.crt') },
      (request, response) => response.end(`${request.headers.host}`),
    )
    server.on('tlsClientError', () => undefined)
    return listening(server as unknown as Server)
  }
  const resolve = async (): Promise<string[]> => ['127.0.0.1']

  it('check the certificate against the name, not against the address that it led to', async () => {
    const port = await secure()
    const ca = fixture('hooks.test.crt')
    const answer = await safeFetch(`https://hooks.test:${port}/`, inside, { resolve, ca })
    expect(answer.body.toString()).toBe(`hooks.test:${port}`)
    const other = await failure(safeFetch(`https://other.test:${port}/`, inside, { resolve, ca }))
    expect(other).toMatchObject({ why: 'certificate', maybeSent: false })
  })

  it('refuse a certificate that nobody vouches for', async () => {
    const port = await secure()
    const error = await failure(safeFetch(`https://hooks.test:${port}/`, inside, { resolve }))
    expect(error).toMatchObject({ why: 'certificate' })
  })
})

it('finds where an address leads without calling it', async () => {
  const resolve = async (): Promise<string[]> => ['93.184.216.34']
  const target = await findTarget('https://Hooks.Test/a?b=c', false, resolve)
  expect(target.url.href).toBe('https://hooks.test/a?b=c')
  expect(target.addresses).toEqual(['93.184.216.34'])
})
