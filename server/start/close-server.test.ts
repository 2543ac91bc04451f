import { connect, type Socket } from 'node:net'
import { beforeAll, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../test/harness/app.ts'

/** A client that opens a connection, is let in, and is never heard of again. */
const vanish = (port: number, head: string[]): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () =>
      socket.write(`${head.join('\r\n')}\r\n\r\n`),
    )
    socket.on('error', reject)
    socket.once('data', () => {
      socket.removeAllListeners('error').on('error', () => undefined)
      // Reads no more, so that it never answers that it is to close.
      socket.pause()
      resolve(socket)
    })
  })

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})

// The WebSocket library alone would wait for half a minute, and Node for the request for two.
it('stops although a screen and a sender are gone without a word', { timeout: 25_000 }, async () => {
  const key = `authorization: Bearer ${test.owner.key}`
  const screen = await vanish(test.app.port, [
    'GET /api/live HTTP/1.1',
    'host: x',
    key,
    'connection: upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
  ])
  await expect.poll(() => test.app.hub.size).toBe(1)
  const sender = await vanish(test.app.port, [
    'POST /api/uploads?name=a.bin HTTP/1.1',
    'host: x',
    key,
    'expect: 100-continue',
    'content-type: application/octet-stream',
    'content-length: 1000',
  ])
  await test.close()
  for (const socket of [screen, sender]) socket.destroy()
})
