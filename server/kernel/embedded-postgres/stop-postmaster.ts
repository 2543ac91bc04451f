import { isPostgresIn, postgresProcessesIn, signal, waitUntilGone } from './process-table.ts'

/** How long each way to stop may take, in milliseconds. */
export type StopBounds = { fast: number; immediate: number }

const usual: StopBounds = { fast: 30_000, immediate: 5000 }

/**
 * Stops a server: fast (sessions end, everything is written; usually well under a second), then at once (the
 * next start recovers), and as the last resort by killing it. No committed row is lost in any of these.
 */
export async function stopPostmaster(
  pid: number,
  cluster: string,
  log: (line: string) => void,
  bounds: StopBounds = usual,
): Promise<void> {
  signal(pid, 'SIGINT')
  if (await waitUntilGone(pid, bounds.fast)) return
  log(`PostgreSQL (process ${pid}) did not stop in ${bounds.fast / 1000} s, stopping it at once.`)
  signal(pid, 'SIGQUIT')
  if (await waitUntilGone(pid, bounds.immediate)) return
  log(`PostgreSQL (process ${pid}) does not react, killing it.`)
  signal(pid, 'SIGKILL')
  await waitUntilGone(pid, bounds.immediate)
  await endLeftovers(cluster, log)
}

/**
 * Ends server processes whose postmaster is gone. They notice by themselves when idle; one that is busy would
 * still write, and no new server may start before it has ended.
 */
export async function endLeftovers(cluster: string, log: (line: string) => void): Promise<void> {
  const left = postgresProcessesIn(cluster)
  if (left.length === 0) return
  log(`PostgreSQL: ending ${left.length} processes left over from a server that was killed.`)
  for (const pid of left) signal(pid, 'SIGQUIT')
  for (const pid of left) {
    const gone = await waitUntilGone(pid, 2000)
    if (gone || !isPostgresIn(pid, cluster)) continue
    signal(pid, 'SIGKILL')
    await waitUntilGone(pid, 5000)
  }
}
