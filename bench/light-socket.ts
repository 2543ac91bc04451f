import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** All connections read into this one buffer: thousands of them would otherwise make a buffer for every frame. */
const shared = Buffer.allocUnsafe(256 * 1024)
const NOTHING = Buffer.alloc(0)
const PING = 9

/** A frame of the server: unmasked (RFC 6455, section 5.2). Undefined while it is not all there. */
const readFrame = (data: Buffer): { opcode: number; payload: Buffer; size: number } | undefined => {
  if (data.length < 2) return undefined
  const [first = 0, second = 0] = data
  const start = second < 126 ? 2 : second === 126 ? 4 : 10
  if (data.length < start) return undefined
  const length = start === 2 ? second : start === 4 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2))
  if (data.length < start + length) return undefined
  return { opcode: first & 15, payload: data.subarray(start, start + length), size: start + length }
}

/** The answer to an empty ping, masked with zeros. */
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0])

/**
 * A WebSocket that listens and costs as little as it can, so that a bench measures the server and not itself.
 * Resolves with the first frame. `heard` may use its buffer only until it returns.
 * @throws Error when the server refuses, or closes before the first frame.
 */
export const openLightSocket = (
  url: URL,
  headers: Record<string, string>,
  heard: (payload: Buffer) => void,
): Promise<Socket> =>
  new Promise((resolve, reject) => {
    let isOpen = false
    let pending: Buffer = NOTHING
    const socket = connect({
      host: url.hostname,
      port: Number(url.port),
      onread: {
        buffer: shared,
        callback(length) {
          let data = shared.subarray(0, length)
          if (pending.length > 0) data = Buffer.concat([pending, data])
          if (!isOpen) {
            const end = data.indexOf('\r\n\r\n')
            if (end < 0) return keep(data)
            if (!data.toString('latin1', 0, end).startsWith('HTTP/1.1 101')) socket.destroy()
            isOpen = true
            data = data.subarray(end + 4)
          }
          for (let frame = readFrame(data); frame; frame = readFrame(data)) {
            if (frame.opcode === PING) socket.write(PONG)
            else heard(frame.payload)
            data = data.subarray(frame.size)
            resolve(socket)
          }
          return keep(data)
        },
      },
    })
    const keep = (rest: Buffer): boolean => {
      pending = rest.length === 0 ? NOTHING : Buffer.from(rest)
      return true
    }
    socket.once('error', reject)
    socket.once('close', () => reject(new Error(`${url.pathname} was closed`)))
    const lines = Object.entries({
      host: url.host,
      upgrade: 'websocket',
      connection: 'Upgrade',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`GET ${url.pathname} HTTP/1.1\r\n${lines.join('')}\r\n`)
  })
