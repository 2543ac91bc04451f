import type { ChannelHost } from '../channel.ts'
import { watchAll } from './imap/watch-all.ts'
import { startReceiver } from './smtp-in/receiver.ts'

/** How often a port that somebody else holds is tried again; milliseconds. */
const portEvery = 15_000

/** Listens on the port, or waits until it is free: of several workers on one machine, one receives. */
const listenWhenFree = (host: ChannelHost, port: number): { stop(): Promise<void> } => {
  let receiver: { stop(): Promise<void> } | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let told = false
  const attempt = async (): Promise<void> => {
    try {
      receiver = await startReceiver(host, port)
      if (stopped) await receiver.stop()
    } catch (error) {
      const { code } = error as { code?: string }
      if (!told) host.log.warn({ port, code }, 'The mail receiver cannot listen on its port; it tries again')
      told = true
      if (!stopped) timer = setTimeout(() => void (running = attempt()), portEvery)
    }
  }
  let running = attempt()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
      await receiver?.stop()
    },
  }
}

/** Starts the watch over all mailboxes and, where a port is set, the built-in receiver. */
export const start = async (
  host: ChannelHost,
): Promise<{ stop(): Promise<void>; refresh(inboxId: string): Promise<void> }> => {
  const watching = await watchAll(host)
  const receiver = host.smtpInPort === undefined ? undefined : listenWhenFree(host, host.smtpInPort)
  return {
    refresh: (inboxId) => watching.refresh(inboxId),
    stop: async () => {
      await Promise.all([watching.stop(), receiver?.stop()])
    },
  }
}
