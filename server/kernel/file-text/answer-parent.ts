import { Worker } from 'node:worker_threads'
import { limits, Unreadable, type FileProblem } from './limits.ts'
import { readOffice } from './read-office.ts'
import { readPdf } from './read-pdf.ts'

/** What the process that reads answers. */
export type Answer = { text: string } | { problem: FileProblem }

// What is unpacked lies outside of the heap and is bound by nothing else. In a thread, since reading leaves no pause.
new Worker(
  `setInterval(() => {
    if (process.memoryUsage.rss() > ${limits.processMegabytes} * 1024 * 1024) process.kill(process.pid, 'SIGKILL')
  }, 25)`,
  { eval: true },
).unref()

const read = (bytes: Uint8Array): Promise<string> | string => {
  const beginning = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (beginning.includes('%PDF-')) return readPdf(bytes)
  if (beginning.startsWith('PK')) return readOffice(bytes)
  // Excel and Word keep a file with a password in their old format.
  throw new Unreadable(beginning.startsWith('\xd0\xcf\x11\xe0') ? 'protected' : 'unknown-kind')
}

process.once('message', async (bytes: Uint8Array) => {
  let answer: Answer
  try {
    answer = { text: await read(new Uint8Array(bytes)) }
  } catch (error) {
    answer = { problem: error instanceof Unreadable ? error.problem : 'damaged' }
  }
  process.send?.(answer, () => process.exit())
})
