import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'

const lines = '\n'.repeat(30_000_000)
const mail = (headers: string): string => `From: a@b.example\r\nSubject: x\r\n${headers}\r\n${lines}`

/** Reads a mail where there is little memory, and gives what came of it. */
const read = (raw: string): Promise<string> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('read-in-worker.ts', import.meta.url), {
      workerData: [['a mail', raw]],
      resourceLimits: { maxOldGenerationSizeMb: 500 },
    })
    worker.on('message', (name: string) => name === '' && resolve('read'))
    worker.on('error', (error) => resolve(error.message))
  })

it.each([
  ['of nothing but empty lines', mail('')],
  ['with a file of nothing but empty lines', mail('Content-Disposition: attachment; filename=x.bin\r\n')],
])('a mail %s needs no more memory than there is', async (_which, raw) => {
  expect(await read(raw)).toBe('read')
})
