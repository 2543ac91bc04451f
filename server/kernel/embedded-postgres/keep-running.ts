import { messageOf } from './errors.ts'
import type { Postmaster } from './postmaster.ts'

/** A server that is started again when it dies, until `stop`. */
export type KeptServer = {
  current(): Postmaster
  /** No more starts; resolves when one that is under way has ended. */
  release(): Promise<void>
}

const longestPause = 30_000

/**
 * Watches a server and starts it again when it ends without being asked (kill -9, out of memory). The socket stays
 * where it is, so a connection pool recovers by itself. Tries for ever, with pauses of up to 30 seconds: a disk that
 * is full now may have room later.
 */
export function keepRunning(
  first: Postmaster,
  startAgain: () => Promise<Postmaster>,
  log: (line: string) => void,
): KeptServer {
  let current = first
  let released = false
  let wake = (): void => {}
  let restart = Promise.resolve()

  const revive = async (): Promise<void> => {
    for (let pause = 250; !released; pause = Math.min(pause * 2, longestPause)) {
      try {
        watch(await startAgain())
        log(`PostgreSQL runs again (process ${current.pid}).`)
        return
      } catch (error) {
        log(`PostgreSQL could not be started again: ${messageOf(error)}`)
      }
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, pause).unref()
      })
    }
  }
  const watch = (postmaster: Postmaster): void => {
    current = postmaster
    postmaster.whenGone(() => {
      if (released) return
      log(`PostgreSQL (process ${postmaster.pid}) ended unexpectedly, starting it again.`)
      restart = revive()
    })
  }

  watch(first)
  return {
    current: () => current,
    async release() {
      released = true
      wake()
      await restart
    },
  }
}
