import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { addInbox } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { ChannelHost, InboxAccount } from '../../channels/channel.ts'
import { Signals } from '../../kernel/live/index.ts'
import { inboxAccount } from '../inboxes/index.ts'
import { createChannelHost } from './index.ts'

let test: TestDatabase
let inbox: InboxAccount
const opened: Signals[] = []

/** What another process on the same database offers to islands. */
const hostOfProcess = async (): Promise<ChannelHost> => {
  const signals = new Signals(test.connectionString, test.database.kernel.log)
  opened.push(signals)
  await signals.start()
  return createChannelHost({ database: test.database, signals } as Parameters<typeof createChannelHost>[0])
}

beforeAll(async () => {
  test = await testDatabase()
  inbox = (await inboxAccount(test.db, await addInbox(test.db))) as InboxAccount
})
afterAll(() => Promise.all(opened.map((signals) => signals.stop())))

it('lets one process after the other renew the secrets of an inbox, each with what the one before has kept', async () => {
  const hosts = await Promise.all([hostOfProcess(), hostOfProcess()])
  const seen: unknown[] = []
  const renew = async (kept: Readonly<Record<string, unknown>>) => {
    seen.push(kept['refreshToken'])
    const next = seen.length
    await pause(50)
    return { refreshToken: next }
  }
  await Promise.all([...hosts, ...hosts].map((host) => host.renewSecrets(inbox, renew)))
  expect(seen).toEqual([undefined, 1, 2, 3])
})

it('lets the next one begin where one failed', async () => {
  const [one, other] = await Promise.all([hostOfProcess(), hostOfProcess()])
  const failing = one.renewSecrets(inbox, () => Promise.reject(new Error('refused')))
  await expect(failing).rejects.toThrow('refused')
  await other.renewSecrets(inbox, async () => ({ refreshToken: 'the last' }))
  expect((await inboxAccount(test.db, inbox.id))?.secrets['refreshToken']).toBe('the last')
})

it('tells apart that another process does not come to an end from what fails', async () => {
  const [one, other] = await Promise.all([hostOfProcess(), hostOfProcess()])
  let begun = (): void => undefined
  let finish = (): void => undefined
  const begins = new Promise<void>((resolve) => (begun = resolve))
  const hangs = new Promise<void>((resolve) => (finish = resolve))
  const asking = one.renewSecrets(inbox, async () => {
    begun()
    await hangs
    return {}
  })
  await begins
  const renew = vi.fn<() => Promise<Record<string, unknown>>>(async () => ({}))
  const waiting = other.renewSecrets(inbox, renew)
  const clock = performance.now.bind(performance)
  const later = vi.spyOn(performance, 'now').mockImplementation(() => clock() + 60_000)
  // Whatever comes of it, the first one ends: nothing stops while it hangs.
  const told = waiting.finally(() => {
    later.mockRestore()
    finish()
  })
  expect(await told).toBe(false)
  expect(renew).not.toHaveBeenCalled()
  expect(await asking).toBe(true)
})
