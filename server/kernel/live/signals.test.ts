import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { freshDatabase } from '../../../test/harness/index.ts'
import { createLog } from '../log.ts'
import { Signals } from './index.ts'

const WITHIN = { timeout: 20_000, interval: 10 }

const opened: Signals[] = []
let fresh: Awaited<ReturnType<typeof freshDatabase>>
let admin: pg.Client

const startProcess = async (): Promise<Signals> => {
  const signals = new Signals(fresh.connectionString, createLog('silent'))
  opened.push(signals)
  await signals.start()
  return signals
}
/** Ends the connection from the other side, as a restart of the database or a broken line does. */
const cut = async (signals: Signals): Promise<void> => {
  const { rows } = await (signals.client as pg.Client).query('select pg_backend_pid() as pid')
  await admin.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid])
}
const back = (signals: Signals): Promise<void> =>
  vi.waitFor(() => expect(signals.client).toBeDefined(), WITHIN)

beforeAll(async () => {
  fresh = await freshDatabase()
  admin = new pg.Client({ connectionString: fresh.connectionString })
  await admin.connect()
})
afterAll(async () => {
  for (const signals of opened) await signals.stop()
  await admin.end()
  await fresh.drop()
})

describe('a lease', () => {
  it('belongs to one process until it is handed back', async () => {
    const [one, other] = [await startProcess(), await startProcess()]
    const release = await one.tryLease('mailbox')
    expect(release).toBeDefined()
    expect(await one.tryLease('mailbox')).toBeUndefined()
    expect(await other.tryLease('mailbox')).toBeUndefined()
    await release?.()
    expect(await other.tryLease('mailbox')).toBeDefined()
  })

  it('can be asked for again when asking failed', async () => {
    const one = await startProcess()
    vi.spyOn(one.client as pg.Client, 'query').mockImplementationOnce(() => Promise.reject(new Error('gone')))
    await expect(one.tryLease('once')).rejects.toThrow('gone')
    expect(await one.tryLease('once')).toBeDefined()
  })

  it('is kept over a broken connection', async () => {
    const [one, other] = [await startProcess(), await startProcess()]
    const lost = vi.fn<() => void>()
    const release = await one.tryLease('kept', lost)
    await cut(one)
    await back(one)
    expect(await other.tryLease('kept')).toBeUndefined()
    expect(lost).not.toHaveBeenCalled()
    await release?.()
    expect(await other.tryLease('kept')).toBeDefined()
  })

  it('that another process took meanwhile is lost, and its holder is told', async () => {
    const [one, other] = [await startProcess(), await startProcess()]
    const lost = vi.fn<() => void>()
    const release = await one.tryLease('quick', lost)
    // The other one looks at the moment at which the lock is free.
    const before = one.client
    const taken = vi.waitFor(async () => {
      const got = await other.tryLease('quick')
      expect(got).toBeDefined()
      return got
    }, WITHIN)
    await cut(one)
    const theirs = await taken
    await vi.waitFor(() => expect(lost).toHaveBeenCalledTimes(1), WITHIN)
    await back(one)
    expect(one.client).not.toBe(before)
    // Handing back what is lost takes nothing from the one who has it.
    await release?.()
    expect(await one.tryLease('quick')).toBeUndefined()
    await theirs?.()
    expect(await one.tryLease('quick')).toBeDefined()
  })

  it('that was handed back while the connection was broken is free', async () => {
    const [one, other] = [await startProcess(), await startProcess()]
    const release = await one.tryLease('away')
    await cut(one)
    await release?.()
    await back(one)
    expect(await other.tryLease('away')).toBeDefined()
  })
})

describe('a signal', () => {
  const heard = (signals: Signals, kind: string) => {
    const told: [number, unknown][] = []
    signals.on(kind, (workspaceId, data) => told.push([workspaceId, data]))
    return told
  }

  it('reaches the others, not the one who sent it, however many there are at once', async () => {
    const [one, other] = [await startProcess(), await startProcess()]
    const [mine, theirs] = [heard(one, 'news'), heard(other, 'news')]
    const words = 'あ'.repeat(300)
    for (let n = 0; n < 50; n += 1) one.send('news', 7, [n, words])
    await vi.waitFor(() => expect(theirs).toHaveLength(50), WITHIN)
    expect(theirs.map(([, data]) => (data as [number])[0])).toEqual(Array.from({ length: 50 }, (_, n) => n))
    expect(mine).toEqual([])
  })

  it('that is too large tells that something happened, and in which workspace', async () => {
    const [one, other] = [await startProcess(), await startProcess()]
    const [news, stale] = [heard(other, 'news'), heard(other, 'stale')]
    one.send('news', 7, 'x'.repeat(9000))
    one.send('news', 7, 'small')
    await vi.waitFor(() => expect(news).toEqual([[7, 'small']]), WITHIN)
    expect(stale).toEqual([[7, 'news']])
  })
})
