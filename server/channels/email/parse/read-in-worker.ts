import { parentPort, workerData } from 'node:worker_threads'
import { testAccount } from '../testing.ts'
import { parse } from './parse.ts'

/** Reads mails in a thread of its own, so that one which never comes to an end can be told: names each before it begins. */
for (const [name, raw] of workerData as [name: string, raw: string][]) {
  parentPort?.postMessage(name)
  await parse(Buffer.from(raw, 'latin1'), testAccount())
}
parentPort?.postMessage('')
