import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { HttpRefused, HttpUnreachable } from './errors.ts'
import { closeServers, failure, inside, listening, web } from './fixtures/servers.ts'
import { safeFetch } from './safe-fetch.ts'

afterEach(closeServers)

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
