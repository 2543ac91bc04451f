import { closeSync, copyFileSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs'
import { messageOf } from './errors.ts'

const mostBytes = 5 * 1024 * 1024
const checkEvery = 60_000

/** The size of the log now; what a server prints later stands behind it. */
export function logSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** What was printed since the log had `from` bytes (its last 16 kB). */
export function readLogSince(path: string, from: number): string {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return ''
  }
  try {
    const end = fstatSync(file).size
    const start = Math.max(Math.min(from, end), end - 16 * 1024)
    const buffer = Buffer.alloc(end - start)
    const read = readSync(file, buffer, 0, buffer.length, start)
    return buffer.subarray(0, read).toString('utf8')
  } finally {
    closeSync(file)
  }
}

/**
 * Keeps the log under 5 MB, with one older copy beside it (.1). The server appends (O_APPEND) and holds the file
 * open, so it is copied and cut, not renamed; a line written in between may be lost.
 */
export function boundLog(path: string, log: (line: string) => void, most = mostBytes): void {
  try {
    if (logSize(path) <= most) return
    copyFileSync(path, `${path}.1`)
    truncateSync(path, 0)
  } catch (error) {
    log(`PostgreSQL's log ${path} could not be cut: ${messageOf(error)}`)
  }
}

/** Watches the log's size until the returned function is called. Does not keep the process alive. */
export function watchLog(path: string, log: (line: string) => void): () => void {
  const timer = setInterval(() => boundLog(path, log), checkEvery)
  timer.unref()
  return () => clearInterval(timer)
}
