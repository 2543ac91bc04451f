import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeHost, fakeHost } from '../../../../test/mailserver/fake-host.ts'
import { type MailServer, startMailServer } from '../../../../test/mailserver/index.ts'
import { startStallProxy, type StallProxy } from '../../../../test/mailserver/stall-proxy.ts'
import type { InboxAccount } from '../../channel.ts'
import { imapInbox, mail, putIn, subjects, times, within } from './fixtures/mailbox.ts'
import { watchAll } from './watch-all.ts'

const started = await startMailServer()

describe.skipIf('skipped' in started)('watching a mailbox on Dovecot', () => {
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

  it('starts from now, then brings in what IDLE announces, byte for byte', async () => {
    await server.deliver(address, mail('old'))
    await watch()
    await connected()
    await server.deliver(address, mail('first'))
    await server.deliver(address, mail('second'))
    await expect.poll(() => subjects(host), within).toEqual(['first', 'second'])
    expect(host.kept[0]?.raw.toString()).toContain(mail('first'))
    expect(host.kept[0]?.externalId).toMatch(/^mid:first@customer\.example:[0-9a-f]{16}$/)
  })

  it('imports the last days when asked to', async () => {
    await server.deliver(address, mail('earlier'))
    await watch({ importDays: 7 })
    await expect.poll(() => subjects(host), within).toEqual(['earlier'])
  })

  it('brings in what is moved here later, however long ago it arrived', async () => {
    await watch({ importDays: 7 })
    await connected()
    const monthAgo = new Date(Date.now() - 30 * 86_400_000)
    await putIn(server, address, mail('out-of-junk'), monthAgo)
    await expect.poll(() => subjects(host), within).toEqual(['out-of-junk'])
  })

  it('fills the gap after a restart of the mail server', async () => {
    await watch()
    await connected()
    await server.deliver(address, mail('before'))
    await expect.poll(() => subjects(host), within).toEqual(['before'])
    await server.stopImap()
    await expect.poll(() => host.health.at(-1)?.state, within).toBe('failing')
    expect(host.health.at(-1)?.reason?.ja).toMatch(/接続|途切れ/)
    await server.startImap()
    await server.deliver(address, mail('meanwhile-1'))
    await server.deliver(address, mail('meanwhile-2'))
    await expect.poll(() => subjects(host), within).toEqual(['before', 'meanwhile-1', 'meanwhile-2'])
    await connected()
  })

  it('fills the gap after an outage of our own, however many mails came', async () => {
    await watch()
    await connected()
    await watching?.stop()
    for (let i = 0; i < 60; i++) await server.deliver(address, mail(`m${i}`))
    watching = await watchAll(host, times)
    await expect.poll(() => host.kept.length, within).toBe(60)
    expect(subjects(host)).toEqual(Array.from({ length: 60 }, (_unused, i) => `m${i}`))
    expect(host.offered).toHaveLength(60)
  })

  it('finds its place again when UIDVALIDITY changes, without a double', async () => {
    await watch()
    await connected()
    await server.deliver(address, mail('known'))
    await expect.poll(() => subjects(host), within).toEqual(['known'])
    await server.changeUidValidity(address)
    await server.deliver(address, mail('new'))
    await expect.poll(() => subjects(host), within).toEqual(['known', 'new'])
    // Seen again, and offered again as often as it takes until the new place is written down: kept once all the same.
    // The new one may still come by the old connection, on a busy machine.
    const offered = () => host.offered.filter((id) => id.startsWith('mid:known')).length
    await expect.poll(offered, within).toBeGreaterThanOrEqual(2)
    expect(subjects(host)).toEqual(['known', 'new'])
  })

  it('leaves a server that hangs and comes back', async () => {
    await watch()
    await connected()
    proxy.stall()
    await server.deliver(address, mail('in-the-dark'))
    await expect.poll(() => proxy.connections(), within).toBeGreaterThan(1)
    expect(host.health.at(-1)?.state).toBe('failing')
    proxy.release()
    await expect.poll(() => subjects(host), within).toEqual(['in-the-dark'])
    await connected()
  })

  it('leaves a server that hangs before it has agreed to announce mail', async () => {
    const { reportHealth } = host
    // What is told first comes just before IDLE is asked for.
    host.reportHealth = (...told) => {
      if (proxy.connections() === 1) proxy.stall()
      return reportHealth(...told)
    }
    await watch()
    await connected()
    await server.deliver(address, mail('in-the-dark'))
    await expect.poll(() => proxy.connections(), within).toBeGreaterThan(1)
    expect(host.health.at(-1)?.reason?.en).toMatch(/broke off/)
    proxy.release()
    await expect.poll(() => subjects(host), within).toEqual(['in-the-dark'])
    await connected()
  })

  it('fetches a mail again when the connection dies in the middle of it', async () => {
    await watch()
    await connected()
    proxy.cutAfter(60_000)
    await server.deliver(address, mail('large', '', 'x'.repeat(70).concat('\r\n').repeat(3_000)))
    await server.deliver(address, mail('next'))
    await expect.poll(() => subjects(host).toSorted(), within).toEqual(['large', 'next'])
    expect(host.kept.find(({ externalId }) => externalId.includes('large'))?.raw.length).toBeGreaterThan(
      200_000,
    )
  })

  it('marks a mail as seen only after it is kept', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    host.beforeAccept = () => gate
    await watch()
    await connected()
    await server.deliver(address, mail('careful'))
    await expect.poll(() => host.offered.length, within).toBe(1)
    expect(await server.maildirFlags(address)).toEqual([''])
    open()
    await expect.poll(() => server.maildirFlags(address), within).toEqual(['S'])
  })

  it('leaves mails unseen when the settings say so', async () => {
    await watch({ markSeen: false })
    await connected()
    await server.deliver(address, mail('untouched'))
    await expect.poll(() => subjects(host), within).toEqual(['untouched'])
    await watching?.stop()
    expect(await server.maildirFlags(address)).toEqual([''])
  })

  it('goes on past a mail that cannot be kept, and tries it again', async () => {
    let refusals = 1
    host.beforeAccept = (raw) => {
      if (raw.includes('Subject: bad') && refusals-- > 0) throw new Error('does not fit')
    }
    await watch()
    await connected()
    for (const name of ['good-1', 'bad', 'good-2']) await server.deliver(address, mail(name))
    await expect.poll(() => subjects(host), within).toEqual(['good-1', 'good-2', 'bad'])
    await expect.poll(() => uidOf('retry'), within).toEqual([])
    expect(host.health.at(-1)?.state).toBe('ok')
  })

  it('skips nothing while our own store is down', async () => {
    let down = true
    host.beforeAccept = () => {
      if (down) throw new Error('database is away')
    }
    await watch()
    await connected()
    for (let i = 0; i < 8; i++) await server.deliver(address, mail(`kept-${i}`))
    await expect.poll(() => host.health.at(-1)?.state, within).toBe('failing')
    expect(host.health.at(-1)?.reason?.en).toMatch(/Nothing is lost/)
    expect(await server.maildirFlags(address)).not.toContain('S')
    down = false
    await expect
      .poll(() => subjects(host).toSorted(), within)
      .toEqual(Array.from({ length: 8 }, (_unused, i) => `kept-${i}`))
    await expect.poll(() => host.health.at(-1)?.state, within).toBe('ok')
  })

  it('takes only the beginning of a mail above the limit, and says so', async () => {
    await watch({ largestMegabytes: 1 })
    await connected()
    await server.deliver(
      address,
      mail('huge', '', '本文です\r\n'.concat('y'.repeat(70).concat('\r\n').repeat(20_000))),
    )
    await server.deliver(address, mail('small'))
    await expect.poll(() => subjects(host), within).toEqual(['huge', 'small'])
    const raw = host.kept[0]?.raw ?? Buffer.alloc(0)
    expect(raw.length).toBeLessThan(600_000)
    expect(raw.toString()).toMatch(/^x-madoguchi-cut: 1[0-9]{6}\r\n/)
  })

  it('says that the password is wrong, and that a folder is missing', async () => {
    await watch()
    await connected()
    host.accounts = [{ ...inbox(), secrets: { password: 'wrong', threadSecret: 'x'.repeat(24) } }]
    await watching?.refresh('inbox-1')
    await expect.poll(() => host.health.at(-1)?.reason?.ja, within).toMatch(/パスワード/)
    host.accounts = [inbox({ folder: 'Nowhere' })]
    await watching?.refresh('inbox-1')
    await expect.poll(() => host.health.at(-1)?.reason?.en, within).toMatch(/no folder named “Nowhere”/)
  })

  it('follows another folder when the settings change, and stops with its inbox', async () => {
    await watch()
    await connected()
    host.accounts = []
    await watching?.refresh('inbox-1')
    await server.deliver(address, mail('nobody-listens'))
    host.accounts = [inbox()]
    await watching?.refresh('inbox-1')
    await expect.poll(() => subjects(host), within).toEqual(['nobody-listens'])
  })

  it('watches in one process only, and takes over when the other has gone', async () => {
    await watch()
    await connected()
    const second = fakeHost()
    second.accounts = host.accounts
    Object.assign(second, {
      leases: host.leases,
      lease: host.lease,
      states: host.states,
      readState: host.readState,
      writeState: host.writeState,
    })
    const other = await watchAll(second, times)
    await server.deliver(address, mail('one'))
    await expect.poll(() => subjects(host), within).toEqual(['one'])
    await watching?.stop()
    await server.deliver(address, mail('two'))
    await expect.poll(() => subjects(second), within).toEqual(['two'])
    await other.stop()
    expect(subjects(host)).toEqual(['one'])
  })

  it('lets go at once when another process got its lease, and takes over again when that one has gone', async () => {
    let lose = (): void => undefined
    let isTheirs = false
    Object.assign(host, {
      async lease(_inbox: InboxAccount, _purpose: string, lost: () => void) {
        if (isTheirs) return undefined
        lose = lost
        return async () => undefined
      },
    })
    await watch()
    await connected()
    isTheirs = true
    lose()
    await expect.poll(() => proxy.open(), within).toBe(0)
    await server.deliver(address, mail('theirs'))
    isTheirs = false
    await expect.poll(() => subjects(host), within).toEqual(['theirs'])
    // Nothing failed: nobody is told that anything did.
    expect(host.health.map(({ state }) => state)).toEqual(['ok'])
  })

  it('connects nowhere inside private networks unless that is allowed', async () => {
    const closed = fakeHost({ allowPrivateNetwork: false })
    closed.accounts = [inbox()]
    watching = await watchAll(closed, times)
    await expect.poll(() => closed.health.at(-1)?.reason?.ja, within).toMatch(/プライベートネットワーク/)
    expect(proxy.connections()).toBe(0)
  })

  it('refuses a certificate that nobody vouches for', async () => {
    host.accounts = [{ ...inbox(), settings: { ...(inbox().settings as object), authority: undefined } }]
    watching = await watchAll(host, times)
    await expect.poll(() => host.health.at(-1)?.reason?.en, within).toMatch(/self-signed/)
  })
})
