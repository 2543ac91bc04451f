import { createServer } from 'node:net'

const take = async (): Promise<{ port: number; free(): Promise<void> }> => {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    port,
    free: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
      }),
  }
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
