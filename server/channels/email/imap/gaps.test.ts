import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeHost, fakeHost } from '../../../../test/mailserver/fake-host.ts'
import { type MailServer, startMailServer } from '../../../../test/mailserver/index.ts'
import { startStallProxy, type StallProxy } from '../../../../test/mailserver/stall-proxy.ts'
import type { Gap, InboxAccount } from '../../channel.ts'
import { imapInbox, mail, putIn, subjects, times, within } from './fixtures/mailbox.ts'
import { watchAll } from './watch-all.ts'

const started = await startMailServer()

describe.skipIf('skipped' in started)('what could not be fetched', () => {
  const server = started as MailServer
  let count = 0
  let address = ''
  let host: FakeHost
  let proxy: StallProxy
  let watching: { stop(): Promise<void>; refresh(id: string): Promise<void> } | undefined

  const inbox = (receive: object = {}): InboxAccount => imapInbox(server, address, proxy.port, receive)
  const watch = async (receive: object = {}): Promise<void> => {
    host.accounts = [inbox(receive)]
    watching = await watchAll(host, times)
  }
  const connected = (): Promise<void> => expect.poll(() => host.health.at(-1)?.state, within).toBe('ok')
  const uidOf = (name: string): unknown =>
    (host.states.get('inbox-1 imap') as Record<string, unknown> | undefined)?.[name]

  afterAll(() => server.stop())
  beforeEach(async () => {
    address = `support${++count}@shop.example`
    host = fakeHost()
    proxy = await startStallProxy(server.imap.starttls)
  })
  afterEach(async () => {
    await watching?.stop()
    watching = undefined
    await proxy.stop()
  })

  /** A mail that fails for the last time, and so becomes a gap. */
  const giveUp = async (name: string): Promise<void> => {
    const whole = mail(name)
    host.beforeAccept = (raw) => {
      if (raw.includes(`Subject: ${name}`)) throw new Error('does not fit')
    }
    await watch()
    await connected()
    await server.deliver(address, whole)
    await expect.poll(() => (uidOf('retry') as unknown[] | undefined)?.length, within).toBe(1)
    await watching?.stop()
    const state = host.states.get('inbox-1 imap') as { retry: { attempts: number; at: number }[] }
    for (const one of state.retry) Object.assign(one, { attempts: 10, at: 0 })
    watching = await watchAll(host, times)
    await expect.poll(() => [...host.gapList.values()].map(({ state: of }) => of), within).toEqual(['open'])
  }

  it('lists a mail that was given up, and fetches it again when somebody asks', async () => {
    await giveUp('lost')
    const [gap] = host.gapList.values()
    expect(gap).toMatchObject({ attempts: 11, arrivedAt: expect.any(Date) })
    await expect.poll(() => uidOf('gaps'), within).toEqual([])
    expect(host.health.at(-1)?.state).toBe('ok')
    // It is left alone until then.
    const offered = host.offered.length
    await server.deliver(address, mail('other'))
    await expect.poll(() => subjects(host), within).toEqual(['other'])
    expect(host.offered).toHaveLength(offered + 1)
    const ask = async () => {
      host.gapList.set(gap?.key ?? '', { ...(gap as Gap), state: 'wanted' })
      await watching?.refresh('inbox-1')
    }
    await ask()
    await expect
      .poll(() => host.gapList.get(gap?.key ?? ''), within)
      .toMatchObject({ state: 'open', attempts: 12 })
    host.beforeAccept = () => undefined
    await ask()
    await expect.poll(() => host.gapList.get(gap?.key ?? '')?.state, within).toBe('fetched')
    expect(subjects(host)).toEqual(['other', 'lost'])
  })

  it('skips no mail to come for a gap that the folder never had', async () => {
    await watch()
    await connected()
    const key = `${String(uidOf('uidValidity'))}:4000`
    host.gapList.set(key, { key, reason: 'x', attempts: 11, state: 'wanted' })
    await watching?.refresh('inbox-1')
    await expect.poll(() => host.gapList.get(key)?.state, within).toBe('gone')
    await server.deliver(address, mail('to-come'))
    await expect.poll(() => subjects(host), within).toEqual(['to-come'])
  })

  it('finds a gap under its new number when UIDVALIDITY changes', async () => {
    await giveUp('lost')
    const [key = ''] = host.gapList.keys()
    host.beforeAccept = () => undefined
    await server.changeUidValidity(address)
    await server.deliver(address, mail('new'))
    await expect.poll(() => subjects(host).toSorted(), within).toEqual(['lost', 'new'])
    await expect.poll(() => host.gapList.get(key)?.state, within).toBe('renumbered')
  })

  it('brings in what is moved here after UIDVALIDITY changed, however long ago it arrived', async () => {
    await watch()
    await connected()
    await server.deliver(address, mail('known'))
    await expect.poll(() => subjects(host), within).toEqual(['known'])
    await server.changeUidValidity(address)
    await server.deliver(address, mail('new'))
    await expect.poll(() => subjects(host), within).toEqual(['known', 'new'])
    await expect.poll(() => uidOf('notBefore'), within).toBeGreaterThan(0)
    await putIn(server, address, mail('out-of-junk'), new Date(Date.now() - 30 * 86_400_000))
    await expect.poll(() => subjects(host), within).toEqual(['known', 'new', 'out-of-junk'])
  })

  it('tells how far it has come with what lay there, and what waits', async () => {
    for (let i = 0; i < 60; i++) await server.deliver(address, mail(`old-${i}`))
    await watch({ importDays: 7 })
    await expect.poll(() => host.kept.length, within).toBe(60)
    await expect.poll(() => host.readings.at(-1), within).toEqual({ waiting: 0 })
    expect(host.readings[0]).toEqual({ backfill: { done: 0, total: 60 }, waiting: 0 })
    host.beforeAccept = (raw) => {
      if (raw.includes('Subject: stuck')) throw new Error('does not fit')
    }
    await server.deliver(address, mail('stuck'))
    await expect
      .poll(() => host.readings.at(-1), within)
      .toMatchObject({ waiting: 1, oldestAt: expect.any(Date) })
    host.beforeAccept = () => undefined
    await expect.poll(() => host.readings.at(-1), within).toEqual({ waiting: 0 })
  })
})
