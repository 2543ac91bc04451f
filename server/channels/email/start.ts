import type { ChannelHost } from '../channel.ts'
import { watchAll } from './imap/watch-all.ts'
import { startReceiver } from './smtp-in/receiver.ts'

/** Starts the watch over all mailboxes and, where a port is set, the built-in receiver. */
export const start = async (
  host: ChannelHost,
): Promise<{ stop(): Promise<void>; refresh(inboxId: string): Promise<void> }> => {
  const receiver = host.smtpInPort === undefined ? undefined : await startReceiver(host, host.smtpInPort)
  try {
    const watching = await watchAll(host)
    return {
      refresh: (inboxId) => watching.refresh(inboxId),
      stop: async () => {
        await Promise.all([watching.stop(), receiver?.stop()])
      },
    }
  } catch (error) {
    await receiver?.stop()
    throw error
  }
}
