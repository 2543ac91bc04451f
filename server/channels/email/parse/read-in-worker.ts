import { parentPort, workerData } from 'node:worker_threads'
import { testAccount } from '../testing.ts'
import { parse } from './parse.ts'

type Mails = [name: string, raw: string][]

const tell = (name: string): void => {
  if (parentPort) parentPort.postMessage(name)
  else process.send?.(name)
}

/** Reads mails where one that never comes to an end can be told: names each before it begins. */
const read = async (mails: Mails): Promise<void> => {
  for (const [name, raw] of mails) {
    tell(name)
    await parse(Buffer.from(raw, 'latin1'), testAccount())
  }
  tell('')
}

// In a thread the mails are there from the beginning, in a process of its own they come as a message.
if (parentPort) await read(workerData as Mails)
else process.once('message', (mails) => void read(mails as Mails))
