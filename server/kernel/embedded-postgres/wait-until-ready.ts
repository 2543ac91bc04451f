import { setTimeout as sleep } from 'node:timers/promises'
import { askServer, createDatabase, type Answer } from './ask-server.ts'
import { readPostmasterFile } from './postmaster-file.ts'

export type Ready = Extract<Answer, { kind: 'ready' }>
/** Why waiting ended without a server: it ended, said no, or the bound was reached. */
export type NotReady = { kind: 'gone' | 'refused' | 'timeout'; message: string }

export type WaitOptions = {
  cluster: string
  socketFolder: string
  isGone: () => boolean
  /** Milliseconds without any answer. */
  mostSilence: number
  /** Milliseconds of answers like "recovering": after a crash the log of changes is applied first. */
  mostBusy: number
  log: (line: string) => void
}

/** Knocks until the server takes work. Creates our database if it is the only thing missing. Never throws. */
export async function waitUntilReady(options: WaitOptions): Promise<Ready | NotReady> {
  const begin = performance.now()
  let told = false
  for (;;) {
    let answer = await knock(options)
    if (answer.kind === 'no-database') answer = await createDatabase(options.socketFolder)
    if (answer.kind === 'ready' || answer.kind === 'refused') return answer
    const message = 'message' in answer ? answer.message : answer.kind
    if (options.isGone()) return { kind: 'gone', message }
    const waited = performance.now() - begin
    const most = answer.kind === 'busy' ? options.mostBusy : options.mostSilence
    if (waited > most) return { kind: 'timeout', message }
    if (waited > 5000 && !told) {
      told = true
      options.log(`PostgreSQL is not ready yet (${message}), waiting.`)
    }
    await sleep(waited < 1000 ? 15 : 100)
  }
}

/** Reads the server's own note first: each knock at a server that is not ready would leave a line in its log. */
async function knock({ cluster, socketFolder }: WaitOptions): Promise<Answer> {
  const status = readPostmasterFile(cluster)?.status
  if (status === 'starting' || status === 'stopping') return { kind: 'busy', message: status }
  return askServer(socketFolder)
}
