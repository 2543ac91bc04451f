import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { LiveHub, LiveServer } from './index.ts'
import type { LiveAddress } from './screens.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
  vi.useRealTimers()
})

/** A live server with one address that lets in whoever asks for `?in`, and at most `?in=3` of them. */
const serve = async (receive?: LiveAddress['receive']) => {
  const server = createServer()
  const hub = new LiveHub()
  const log = { error: vi.fn<(about: object, text: string) => void>(), warn: vi.fn<() => void>() }
  const live = new LiveServer(hub, log as never)
  live.add({
    path: '/live',
    connect: async ({ url }) =>
      url.searchParams.has('in')
        ? {
            workspaceId: 1,
            caller: undefined,
            topics: ['a'],
            most: Number(url.searchParams.get('in') || 1000),
          }
        : { refused: 'no' },
    ...(receive ? { receive } : {}),
  })
  live.attach({ server } as never, (_, remote) => remote)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    live.close()
    server.closeAllConnections()
    server.close()
  })
  return { hub, port: (server.address() as AddressInfo).port }
}

const upgrade = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`

/** Sends bytes and gives everything that comes back until the end. */
const exchange = (port: number, ...parts: (string | Buffer)[]): Promise<string> =>
  new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1')
    socket.on('data', (data) => {
      answer += data.toString('latin1')
      const next = parts.shift()
      if (next !== undefined) socket.write(next)
    })
    socket.on('close', () => resolve(answer))
    socket.write(parts.shift() ?? '')
  })

const open = (port: number, most = ''): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/live?in=${most}`)
    socket.once('message', () => resolve(socket))
    socket.once('error', reject)
  })

/** Waits in real time, whatever the timers of the test do. */
const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('live connections', () => {
  it('answers an address that is none, or unknown, and goes on', async () => {
    const { port } = await serve()
    expect(await exchange(port, upgrade('//'))).toMatch(/^HTTP\/1\.1 400/)
    expect(await exchange(port, upgrade('http://[/live'))).toMatch(/^HTTP\/1\.1 400/)
    expect(await exchange(port, upgrade('/other'))).toMatch(/^HTTP\/1\.1 404/)
    expect((await open(port)).readyState).toBe(WebSocket.OPEN)
  })

  it('keeps the newest screens of a topic where there may be only so many', async () => {
    const { hub, port } = await serve()
    const sockets: WebSocket[] = []
    for (let n = 0; n < 5; n += 1) sockets.push(await open(port, '3'))
    await until(() => sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length === 3)
    expect(sockets.map(({ readyState }) => readyState === WebSocket.OPEN)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ])
    expect(hub.size).toBe(3)
    expect(hub.on(1, 'a').size).toBe(3)
  })

  it('survives a broken frame of somebody whom it refuses, and of somebody whom it let in', async () => {
    const { port } = await serve()
    // A client's frame must be masked and has no reserved bits; this one breaks both rules.
    const broken = Buffer.from([0xf1, 0x01, 0x41])
    expect(await exchange(port, upgrade('/live'), broken)).toMatch(/^HTTP\/1\.1 101/)
    expect(await exchange(port, upgrade('/live?in'), broken)).toMatch(/^HTTP\/1\.1 101/)
    expect((await open(port)).readyState).toBe(WebSocket.OPEN)
  })

  it('gives every screen whole frames of any length, between the pings of the socket', async () => {
    const { hub, port } = await serve()
    const socket = await open(port)
    const texts: string[] = []
    socket.on('message', (data: Buffer) => texts.push(data.toString('utf8')))
    const lengths = [10, 90, 100, 110, 65_400, 65_535, 70_000]
    for (const length of lengths) {
      hub.publish(1, [{ topics: ['a'], frame: { type: 'x', text: '窓'.repeat(length) } }])
      await vi.waitFor(() => expect(texts.at(-1)).toContain('窓'))
      expect(JSON.parse(texts.pop() as string)).toEqual({
        frames: [{ type: 'x', text: '窓'.repeat(length) }],
      })
    }
  })

  it('answers the page that asks whether the line stands', async () => {
    const { port } = await serve()
    const socket = await open(port)
    const answer = new Promise<string>((resolve) =>
      socket.once('message', (data: Buffer) => resolve(data.toString('utf8'))),
    )
    socket.send('{"type":"ping"}')
    expect(JSON.parse(await answer)).toEqual({ frames: [{ type: 'pong' }] })
  })

  it('takes what a screen sends one after the other, also where one takes long or fails', async () => {
    const order: unknown[] = []
    const { port } = await serve(async (_screen, frame) => {
      const { n, ms, fails } = frame as { n: number; ms: number; fails?: boolean }
      await new Promise((resolve) => setTimeout(resolve, ms))
      order.push(n)
      if (fails) throw new Error('as the test wants it')
    })
    const socket = await open(port)
    for (const frame of [
      { n: 1, ms: 60 },
      { n: 2, ms: 20, fails: true },
      { n: 3, ms: 0 },
    ])
      socket.send(JSON.stringify(frame))
    await until(() => order.length === 3)
    expect(order).toEqual([1, 2, 3])
  })

  it('pings each screen once in thirty seconds, a part of them each second, and ends the one that is silent', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { hub, port } = await serve()
    const pings: number[] = []
    const sockets = await Promise.all(Array.from({ length: 60 }, () => open(port)))
    let second = 0
    for (const socket of sockets) socket.on('ping', () => pings.push(second))
    for (second = 1; second <= 30; second += 1) {
      vi.advanceTimersByTime(1000)
      await until(() => pings.length >= second * 2)
    }
    expect(pings).toEqual(Array.from({ length: 60 }, (_, n) => Math.floor(n / 2) + 1))
    const silent = [...hub.screens()][0]
    silent?.memory.set('alive', false)
    vi.advanceTimersByTime(30_000)
    await until(() => hub.size < 60)
    expect([...hub.screens()]).not.toContain(silent)
    expect(hub.size).toBe(59)
  })
})
