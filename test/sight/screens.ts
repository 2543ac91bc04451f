import type { TestApp } from '../harness/app.ts'
import { openSocket, type Socket } from '../harness/socket.ts'
import type { Person } from './world.ts'

interface Frame {
  type: string
}

/** Somebody's open screen, which comes back whenever it is closed. */
export interface Watched {
  /** Asks to have conversations open, and types there. */
  peep(conversationIds: readonly string[]): void
  /** Everything that it was told since the last time, once all is told that there is to tell. */
  told(): Promise<string[]>
  close(): void
}

/** Opens one; `key` is what it signs in with. */
export const watchedBy = async (app: TestApp, { key }: Pick<Person, 'key'>): Promise<Watched> => {
  let socket: Socket<Frame> | undefined
  let closed = true
  let read = 0
  const connect = async (): Promise<Socket<Frame>> => {
    const next = await openSocket<Frame>(`${app.url}/api/live`, {
      headers: { authorization: `Bearer ${key}` },
    })
    socket = next
    closed = false
    read = 0
    void next.closed.then(() => {
      if (socket === next) closed = true
    })
    await next.wait(({ type }) => type === 'hello')
    return next
  }
  const rest = (): string[] => {
    const frames = socket?.frames ?? []
    const fresh = frames.slice(read).map((frame) => JSON.stringify(frame))
    read = frames.length
    return fresh
  }
  await connect()
  return {
    peep(conversationIds) {
      if (closed) return
      for (const conversationId of conversationIds) {
        socket?.send({ type: 'open', conversationId })
        socket?.send({ type: 'typing', conversationId, on: true })
      }
    },
    async told() {
      const early = rest()
      const here = closed ? await connect() : (socket as Socket<Frame>)
      const pongs = here.frames.filter(({ type }) => type === 'pong').length
      here.send({ type: 'ping' })
      const answered = here.wait(() => here.frames.filter(({ type }) => type === 'pong').length > pongs)
      await Promise.race([answered.catch(() => undefined), here.closed])
      const fresh = [...early, ...rest()]
      if (closed) await connect()
      return fresh
    },
    close() {
      socket?.close()
    },
  }
}
