import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemCode } from './errors.ts'

/** PostgreSQL's note about its running server: who it is, and whether it takes connections. */
export type PostmasterFile = { pid: number; status: 'starting' | 'stopping' | 'ready' | undefined }

// The lines of postmaster.pid, from 0: src/include/utils/pidfile.h of PostgreSQL.
const statusLine = 7

/** Reads postmaster.pid; undefined when there is no such file, or it is empty or cut off. */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  let text: string
  try {
    text = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
  const lines = text.split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  const word = lines[statusLine]?.trim()
  const status = word === 'starting' || word === 'stopping' || word === 'ready' ? word : undefined
  return { pid, status }
}
