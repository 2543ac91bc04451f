import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { fetchPicture } from './fetch-picture.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

/** A stranger's server; gives its address and what it was asked. */
const stranger = async (answer: RequestListener) => {
  const asked: { url: string | undefined; headers: NodeJS.Dict<string | string[]> }[] = []
  const server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers })
    answer(request, response)
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.png`, asked }
}
const serving = (body: Buffer | string, type = 'image/png') =>
  stranger((_request, response) => response.writeHead(200, { 'content-type': type }).end(body))

const near = { allowPrivate: true }
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'fetched',
    (error: { code?: string }) => error.code,
  )

describe('a remote picture', () => {
  it('comes with the type of its bytes, asked for without cookie or referrer', async () => {
    const { url, asked } = await serving(PNG, 'text/html')
    const file = await fetchPicture(url, near)
    expect(file.type).toBe('image/png')
    expect(await buffer(file.open())).toEqual(PNG)
    const said = Object.keys(asked[0]?.headers ?? {})
    expect(said).toContain('user-agent')
    expect(said.filter((name) => /cookie|referer|authorization/.test(name))).toEqual([])
  })

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ['a page', '<!doctype html><html><script>1</script></html>'],
    ['nothing', ''],
  ])('is refused when it is %s in the clothes of one', async (_what, body) => {
    const { url } = await serving(body)
    expect(await codeOf(fetchPicture(url, near))).toBe('conversations.no-picture')
  })

  it('is refused when it has no end', async () => {
    const { url } = await stranger((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' })
      response.on('error', () => undefined)
      const more = (): void => {
        if (response.destroyed) return
        response.write(Buffer.concat([PNG, Buffer.alloc(100_000)]), more)
      }
      more()
    })
    expect(await codeOf(fetchPicture(url, near))).toBe('conversations.no-picture')
  })

  it('is given up when its server says nothing, or goes on for too long', async () => {
    const silent = await stranger(() => undefined)
    expect(await codeOf(fetchPicture(silent.url, { ...near, idleMs: 200 }))).toBe(
      'conversations.picture-away',
    )
    const dripping = await stranger((_request, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(timer))
    })
    expect(await codeOf(fetchPicture(dripping.url, { ...near, totalMs: 300 }))).toBe(
      'conversations.picture-away',
    )
  })

  it('is not fetched from a private network, by no redirect either', async () => {
    const { url, asked } = await serving(PNG)
    expect(await codeOf(fetchPicture(url))).toBe('conversations.no-picture')
    expect(asked).toEqual([])
    const away = await stranger((_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
    )
    expect(await codeOf(fetchPicture(away.url, near))).toBe('conversations.no-picture')
  })

  it('is away when its server has none', async () => {
    const { url } = await stranger((_request, response) => response.writeHead(404).end(PNG))
    expect(await codeOf(fetchPicture(url, near))).toBe('conversations.picture-away')
  })
})

describe('the pictures of a message', () => {
  let app: TestApp
  let messageId: string
  let other: string

  beforeAll(async () => {
    app = await testApp()
    const inbox = await addInbox(app.db)
    const html = '<p>こんにちは</p><img src="http://127.0.0.1:9/open.gif"><img src="https://t.example/a.png">'
    messageId = (await receive(app.db, 'hana@example.jp', inbox, { html })).messageId
    other = (await receive(app.db, 'taro@example.jp', inbox, { html })).messageId
  })

  const shown = async (id: string): Promise<string[]> => {
    const { html } = await app.owner.ok<{ html: string }>('GET', `/api/messages/${id}/html?pictures=shown`)
    return [...html.matchAll(/src="([^"]+)"/g)].map(([, src = '']) => src.replaceAll('&amp;', '&'))
  }

  it('stand at an address of ours', async () => {
    const addresses = await shown(messageId)
    expect(addresses).toHaveLength(2)
    for (const address of addresses) expect(address).toMatch(`/api/messages/${messageId}/picture?url=http`)
  })

  it('are fetched for nobody who asks for anything else, or may not see the message', async () => {
    const [address = ''] = await shown(messageId)
    const stranger = await app.person('agent', [await app.team('ほか')])
    const status = async (path: string, who = app.owner) => (await who.call('GET', path)).status
    expect(await status(address.replace('open.gif', 'else.gif'))).toBe(404)
    expect(await status(address.replace(messageId, other))).toBe(404)
    expect(await status(address, stranger)).toBe(404)
    expect((await fetch(app.url + address)).status).toBe(401)
  })

  it('stay closed to private networks where people may type addresses in them', async () => {
    const [address = ''] = await shown(messageId)
    const { status, body } = await app.owner.call<{ code: string }>('GET', address)
    expect([status, body.code]).toEqual([400, 'conversations.no-picture'])
  })
})
