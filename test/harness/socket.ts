import WebSocket from 'ws'

/** A live connection that remembers what it was told. */
export interface Socket<Frame> {
  readonly frames: Frame[]
  /** The first frame, of those so far or to come, that this is true of. */
  wait(what: (frame: Frame) => boolean): Promise<Frame>
  send(frame: object): void
  close(): void
  /** The code with which it was closed, once it is. */
  readonly closed: Promise<number>
}

/** Opens a live connection; resolves once it is open. */
export const openSocket = async <Frame>(
  address: string,
  options: { headers?: Record<string, string>; protocols?: string[] },
): Promise<Socket<Frame>> => {
  const frames: Frame[] = []
  const socket = new WebSocket(address.replace(/^http/, 'ws'), options.protocols ?? [], {
    headers: options.headers ?? {},
  })
  socket.on('message', (data) =>
    frames.push(...(JSON.parse((data as Buffer).toString('utf8')) as { frames: Frame[] }).frames),
  )
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  return {
    frames,
    async wait(what) {
      for (let round = 0; round < 400; round += 1) {
        const found = frames.find(what)
        if (found) return found
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
      throw new Error(`no such frame among ${JSON.stringify(frames).slice(0, 2000)}`)
    },
    send: (frame) => socket.send(JSON.stringify(frame)),
    close: () => socket.close(),
    closed,
  }
}
