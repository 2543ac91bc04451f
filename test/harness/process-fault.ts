import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What a process of the product does to itself, for tests and benches that want to see it fail. */
export interface ProcessFault {
  /** It kills itself right before or after its nth statement with that text, in a transaction that had `within` in it. */
  dieAt?: { text: string; within?: string; nth: number; when: 'before' | 'after' }
  /** Its clock is ahead by so many milliseconds, and by so many more after each SIGUSR2. */
  clock?: { offset: number; jump: number }
}

/** Environment variable that carries the fault. */
export const FAULT_VARIABLE = 'PROCESS_FAULT'

const PRELOAD = pathToFileURL(join(import.meta.dirname, 'fault-preload.ts')).href

/** Settings with which a process does that to itself. */
export const faultSettings = (fault: ProcessFault): Record<string, string> => ({
  NODE_OPTIONS: `--import=${PRELOAD}`,
  [FAULT_VARIABLE]: JSON.stringify(fault),
})
