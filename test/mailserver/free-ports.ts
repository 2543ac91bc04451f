import { createServer } from 'node:net'

/** Below the ports that systems give to connections: a server that is stopped and started again finds its own still free. */
const FIRST = 12_000
const LAST = 32_000

type Taken = { port: number; free(): Promise<void> }

const tryPort = (port: number): Promise<Taken | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () =>
      resolve({ port, free: () => new Promise<void>((freed) => server.close(() => freed())) }),
    )
  })

const take = async (): Promise<Taken> => {
  for (let tries = 0; tries < 1000; tries += 1) {
    const taken = await tryPort(FIRST + Math.floor(Math.random() * (LAST - FIRST)))
    if (taken) return taken
  }
  throw new Error('No port is free.')
}

/** So many different loopback ports that nobody listens on. All are held until the last is known. */
export const freePorts = async (count: number): Promise<number[]> => {
  const taken = await Promise.all(Array.from({ length: count }, take))
  await Promise.all(taken.map(({ free }) => free()))
  return taken.map(({ port }) => port)
}

/** Resolves when something listens on the port; throws after about ten seconds. */
export const waitForPort = async (port: number): Promise<void> => {
  const { connect } = await import('node:net')
  for (let tries = 0; tries < 200; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (open) return
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  }
  throw new Error(`Nothing listens on port ${port}.`)
}
