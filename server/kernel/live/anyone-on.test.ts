import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/harness/index.ts'
import { createLog } from '../log.ts'
import { createAnyoneOn, LiveHub, Screen, Signals, type AnyoneOn } from './index.ts'

interface OneProcess {
  hub: LiveHub
  signals: Signals
  anyoneOn: AnyoneOn
}

const opened: Signals[] = []
let fresh: Awaited<ReturnType<typeof freshDatabase>>

const startProcess = async (alone: () => boolean): Promise<OneProcess> => {
  const hub = new LiveHub()
  const signals = new Signals(fresh.connectionString, createLog('silent'))
  opened.push(signals)
  await signals.start()
  return { hub, signals, anyoneOn: createAnyoneOn({ hub, signals, alone: async () => alone() }) }
}
const screenOn = (hub: LiveHub, topic: string, workspaceId = 1): void =>
  hub.add(new Screen({ readyState: 1 } as never, {} as never, workspaceId, undefined), [topic])

beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(async () => {
  for (const signals of opened) await signals.stop()
  await fresh.drop()
})

describe('whether anyone is on a topic', () => {
  it('is known here without asking', async () => {
    const { hub, anyoneOn } = await startProcess(() => {
      throw new Error('nobody has to be counted')
    })
    screenOn(hub, 'thread')
    expect(await anyoneOn(1, 'thread')).toBe(true)
  })

  it('is answered by the process that has the screen', async () => {
    const [worker, web] = [await startProcess(() => false), await startProcess(() => false)]
    screenOn(web.hub, 'open')
    expect(await worker.anyoneOn(1, 'open')).toBe(true)
    expect(await worker.anyoneOn(1, 'closed')).toBe(false)
    expect(await worker.anyoneOn(2, 'open')).toBe(false)
  })

  it('is no where no other process lives', async () => {
    const { anyoneOn } = await startProcess(() => true)
    expect(await anyoneOn(1, 'thread')).toBe(false)
  })
})
