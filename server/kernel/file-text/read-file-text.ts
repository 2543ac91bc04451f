import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Answer } from './answer-parent.ts'
import { limits, type FileProblem } from './limits.ts'

const program = fileURLToPath(new URL('./answer-parent.ts', import.meta.url))
/** Behind everything else that the machine has to do. */
const PRIORITY = 10

/** What was read of a file: its text, cut to a length, or why there is none. */
export interface FileText {
  text: string
  problem: FileProblem | null
}

const none = (problem: FileProblem): FileText => ({ text: '', problem })

/**
 * The text of a PDF file or of one of Word, Excel, PowerPoint or OpenDocument, by what is in it, whatever its name. Read
 * by a process of its own, which is given nothing else and ends with it: a file that was made to fill the memory or to
 * take for ever does so there. Throws only when `signal` is aborted, or when no process can be started.
 */
export const readFileText = async (
  bytes: Buffer,
  signal: AbortSignal,
  milliseconds = limits.milliseconds,
): Promise<FileText> => {
  if (bytes.length > limits.bytes) return none('too-large')
  signal.throwIfAborted()
  const child = fork(program, {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${limits.heapMegabytes}`],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const over = new AbortController()
  const until = AbortSignal.any([over.signal, signal])
  const failed = once(child, 'error', { signal: until }).then(([error]) => Promise.reject(error as Error))
  try {
    standBack(child.pid)
    child.send(bytes, () => undefined)
    return await Promise.race([
      failed,
      once(child, 'message', { signal: until }).then(([answer]) => {
        const { text, problem } = answer as Partial<{ text: string; problem: FileProblem }> & Answer
        return problem ? none(problem) : { text: text ?? '', problem: null }
      }),
      once(child, 'exit', { signal: until }).then(() => none('too-much')),
      setTimeout(milliseconds, undefined, { signal: until }).then(() => none('too-long')),
    ])
  } finally {
    over.abort()
    child.kill('SIGKILL')
  }
}

/** It may have ended again already. */
const standBack = (pid: number | undefined): void => {
  try {
    if (pid !== undefined) setPriority(pid, PRIORITY)
  } catch {
    // What it ended with is seen by its exit.
  }
}
