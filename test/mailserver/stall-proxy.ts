import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy between a client and a server, that can do to a connection what networks do. */
export interface StallProxy {
  port: number
  /** From now on nothing passes in either direction, while connections stay open. */
  stall(): void
  /** Lets everything pass again. */
  release(): void
  /** Cuts every open connection. */
  cut(): void
  /** After so many more bytes from the server, connections are cut; once. */
  cutAfter(bytes: number): void
  /** How many connections have been made. */
  connections(): number
  /** How many connections are open now. */
  open(): number
  stop(): Promise<void>
}

/** Starts a proxy to a loopback port. */
export const startStallProxy = async (target: number): Promise<StallProxy> => {
  const sockets = new Set<Socket>()
  let stalled = false
  let left = Number.POSITIVE_INFINITY
  let count = 0
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  const server = createServer((client) => {
    count += 1
    const upstream = connect(target, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (data) => {
      if (!stalled) upstream.write(data)
    })
    upstream.on('data', (data) => {
      if (stalled) return
      left -= data.length
      if (left > 0) client.write(data)
      else {
        left = Number.POSITIVE_INFINITY
        cut()
      }
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    stall: () => {
      stalled = true
    },
    release: () => {
      stalled = false
    },
    cut,
    cutAfter: (bytes) => {
      left = bytes
    },
    connections: () => count,
    open: () => [...sockets].filter((socket) => !socket.destroyed).length / 2,
    stop: () =>
      new Promise((resolve) => {
        cut()
        server.close(() => resolve())
      }),
  }
}
