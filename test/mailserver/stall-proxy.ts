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
  /** Cuts a connection instead of passing on what holds this text, from either side; so many times. */
  cutAt(text: string, times?: number): void
  /** From now on bytes of the server pass only at this rate, in bytes a second; 0: at once again. */
  slow(bytesPerSecond: number): void
  /** From now on every new connection is closed at once, or none is. */
  refuse(all: boolean): void
  /** How many connections have been made. */
  connections(): number
  /** How many connections are open now. */
  open(): number
  stop(): Promise<void>
}

/** What a proxy does at present. */
interface Conduct {
  stalled: boolean
  refusing: boolean
  /** Bytes of the server that may still pass. */
  left: number
  at: { text: string; times: number }
  bytesPerSecond: number
}

/** True when the connection is to be cut instead of passing these bytes on. */
const ends = (conduct: Conduct, data: Buffer, ofServer: boolean): boolean => {
  const { at } = conduct
  if (at.times > 0 && data.includes(at.text)) {
    at.times -= 1
    return true
  }
  if (!ofServer) return false
  conduct.left -= data.length
  if (conduct.left > 0) return false
  conduct.left = Number.POSITIVE_INFINITY
  return true
}

/** Passes bytes on; slowly where that is wanted, by letting nothing more in for as long as they would have taken. */
const pass = (from: Socket, to: Socket, data: Buffer, bytesPerSecond: number): void => {
  to.write(data)
  if (bytesPerSecond === 0) return
  from.pause()
  setTimeout(() => from.resume(), (data.length * 1000) / bytesPerSecond)
}

const join = (client: Socket, upstream: Socket, conduct: Conduct, sockets: Set<Socket>): void => {
  const cut = (): void => {
    client.destroy()
    upstream.destroy()
  }
  for (const socket of [client, upstream]) {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      cut()
    })
  }
  client.on('data', (data) => {
    if (conduct.stalled) return
    if (ends(conduct, data, false)) cut()
    else upstream.write(data)
  })
  upstream.on('data', (data) => {
    if (conduct.stalled) return
    if (ends(conduct, data, true)) cut()
    else pass(upstream, client, data, conduct.bytesPerSecond)
  })
}

/** Starts a proxy to a loopback port. */
export const startStallProxy = async (target: number): Promise<StallProxy> => {
  const sockets = new Set<Socket>()
  const conduct: Conduct = {
    stalled: false,
    refusing: false,
    left: Number.POSITIVE_INFINITY,
    at: { text: '', times: 0 },
    bytesPerSecond: 0,
  }
  let count = 0
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  const server = createServer((client) => {
    count += 1
    if (conduct.refusing) client.destroy()
    else join(client, connect(target, '127.0.0.1'), conduct, sockets)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    stall: () => {
      conduct.stalled = true
    },
    release: () => {
      conduct.stalled = false
    },
    cut,
    cutAfter: (bytes) => {
      conduct.left = bytes
    },
    cutAt: (text, times = 1) => {
      conduct.at = { text, times }
    },
    slow: (bytesPerSecond) => {
      conduct.bytesPerSecond = bytesPerSecond
    },
    refuse: (all) => {
      conduct.refusing = all
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
