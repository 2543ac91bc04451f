import { describe, expect, it } from 'vitest'
import { fakeHost } from '../../../../test/mailserver/fake-host.ts'
import type { InboxAccount } from '../../channel.ts'
import { mail, onDovecot, putIn, subjects, times, within } from './fixtures/mailbox.ts'
import { watchAll } from './watch-all.ts'

const { box, skipped } = await onDovecot()

describe.skipIf(skipped)('watching a mailbox on Dovecot', () => {
  it('starts from now, then brings in what IDLE announces, byte for byte', async () => {
    await box.deliver(mail('old'))
    await box.follow()
    await box.deliver(mail('first'))
    await box.deliver(mail('second'))
    await expect.poll(box.names, within).toEqual(['first', 'second'])
    expect(box.host.kept[0]?.raw.toString()).toContain(mail('first'))
    expect(box.host.kept[0]?.externalId).toMatch(/^mid:first@customer\.example:[0-9a-f]{16}$/)
  })

  it('imports the last days when asked to', async () => {
    await box.deliver(mail('earlier'))
    await box.watch({ importDays: 7 })
    await expect.poll(box.names, within).toEqual(['earlier'])
  })

  it('brings in what is moved here later, however long ago it arrived', async () => {
    await box.follow({ importDays: 7 })
    const monthAgo = new Date(Date.now() - 30 * 86_400_000)
    await putIn(box, mail('out-of-junk'), monthAgo)
    await expect.poll(box.names, within).toEqual(['out-of-junk'])
  })

  it('fills the gap after a restart of the mail server', async () => {
    await box.follow()
    await box.deliver(mail('before'))
    await expect.poll(box.names, within).toEqual(['before'])
    await box.server.stopImap()
    await expect.poll(() => box.host.health.at(-1)?.state, within).toBe('failing')
    expect(box.host.health.at(-1)?.reason?.ja).toMatch(/接続|途切れ/)
    await box.server.startImap()
    await box.deliver(mail('meanwhile-1'))
    await box.deliver(mail('meanwhile-2'))
    await expect.poll(box.names, within).toEqual(['before', 'meanwhile-1', 'meanwhile-2'])
    await box.connected()
  })

  it('fills the gap after an outage of our own, however many mails came', async () => {
    await box.follow()
    await box.stop()
    for (let i = 0; i < 60; i++) await box.deliver(mail(`m${i}`))
    await box.again()
    await expect.poll(() => box.host.kept.length, within).toBe(60)
    expect(subjects(box.host)).toEqual(Array.from({ length: 60 }, (_unused, i) => `m${i}`))
    expect(box.host.offered).toHaveLength(60)
  })

  it('finds its place again when UIDVALIDITY changes, without a double', async () => {
    await box.follow()
    await box.deliver(mail('known'))
    await expect.poll(box.names, within).toEqual(['known'])
    await box.server.changeUidValidity(box.address)
    await box.deliver(mail('new'))
    await expect.poll(box.names, within).toEqual(['known', 'new'])
    // Seen again, and offered again as often as it takes until the new place is written down: kept once all the same.
    // The new one may still come by the old connection, on a busy machine.
    const offered = () => box.host.offered.filter((id) => id.startsWith('mid:known')).length
    await expect.poll(offered, within).toBeGreaterThanOrEqual(2)
    expect(subjects(box.host)).toEqual(['known', 'new'])
  })

  it('leaves a server that hangs and comes back', async () => {
    await box.follow()
    box.proxy.stall()
    await box.deliver(mail('in-the-dark'))
    await expect.poll(() => box.proxy.connections(), within).toBeGreaterThan(1)
    expect(box.host.health.at(-1)?.state).toBe('failing')
    box.proxy.release()
    await expect.poll(box.names, within).toEqual(['in-the-dark'])
    await box.connected()
  })

  it('leaves a server that hangs before it has agreed to announce mail', async () => {
    const { reportHealth } = box.host
    // What is told first comes just before IDLE is asked for.
    box.host.reportHealth = (...told) => {
      if (box.proxy.connections() === 1) box.proxy.stall()
      return reportHealth(...told)
    }
    await box.follow()
    await box.deliver(mail('in-the-dark'))
    await expect.poll(() => box.proxy.connections(), within).toBeGreaterThan(1)
    expect(box.host.health.at(-1)?.reason?.en).toMatch(/broke off/)
    box.proxy.release()
    await expect.poll(box.names, within).toEqual(['in-the-dark'])
    await box.connected()
  })

  it('fetches a mail again when the connection dies in the middle of it', async () => {
    await box.follow()
    box.proxy.cutAfter(60_000)
    await box.deliver(mail('large', '', 'x'.repeat(70).concat('\r\n').repeat(3_000)))
    await box.deliver(mail('next'))
    await expect.poll(() => subjects(box.host).toSorted(), within).toEqual(['large', 'next'])
    expect(box.host.kept.find(({ externalId }) => externalId.includes('large'))?.raw.length).toBeGreaterThan(
      200_000,
    )
  })

  it('marks a mail as seen only after it is kept', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    box.host.beforeAccept = () => gate
    await box.follow()
    await box.deliver(mail('careful'))
    await expect.poll(() => box.host.offered.length, within).toBe(1)
    expect(await box.server.maildirFlags(box.address)).toEqual([''])
    open()
    await expect.poll(() => box.server.maildirFlags(box.address), within).toEqual(['S'])
  })

  it('leaves mails unseen when the settings say so', async () => {
    await box.follow({ markSeen: false })
    await box.deliver(mail('untouched'))
    await expect.poll(box.names, within).toEqual(['untouched'])
    await box.stop()
    expect(await box.server.maildirFlags(box.address)).toEqual([''])
  })

  it('goes on past a mail that cannot be kept, and tries it again', async () => {
    let refusals = 1
    box.host.beforeAccept = (raw) => {
      if (raw.includes('Subject: bad') && refusals-- > 0) throw new Error('does not fit')
    }
    await box.follow()
    for (const name of ['good-1', 'bad', 'good-2']) await box.deliver(mail(name))
    await expect.poll(box.names, within).toEqual(['good-1', 'good-2', 'bad'])
    await expect.poll(() => box.cursor('retry'), within).toEqual([])
    expect(box.host.health.at(-1)?.state).toBe('ok')
  })

  it('skips nothing while our own store is down', async () => {
    let down = true
    box.host.beforeAccept = () => {
      if (down) throw new Error('database is away')
    }
    await box.follow()
    for (let i = 0; i < 8; i++) await box.deliver(mail(`kept-${i}`))
    await expect.poll(() => box.host.health.at(-1)?.state, within).toBe('failing')
    expect(box.host.health.at(-1)?.reason?.en).toMatch(/Nothing is lost/)
    expect(await box.server.maildirFlags(box.address)).not.toContain('S')
    down = false
    await expect
      .poll(() => subjects(box.host).toSorted(), within)
      .toEqual(Array.from({ length: 8 }, (_unused, i) => `kept-${i}`))
    await expect.poll(() => box.host.health.at(-1)?.state, within).toBe('ok')
  })

  it('takes only the beginning of a mail above the limit, and says so', async () => {
    await box.follow({ largestMegabytes: 1 })
    await box.deliver(mail('huge', '', '本文です\r\n'.concat('y'.repeat(70).concat('\r\n').repeat(20_000))))
    await box.deliver(mail('small'))
    await expect.poll(box.names, within).toEqual(['huge', 'small'])
    const raw = box.host.kept[0]?.raw ?? Buffer.alloc(0)
    expect(raw.length).toBeLessThan(600_000)
    expect(raw.toString()).toMatch(/^x-madoguchi-cut: 1[0-9]{6}\r\n/)
  })

  it('says that the password is wrong, and that a folder is missing', async () => {
    await box.follow()
    box.host.accounts = [{ ...box.inbox(), secrets: { password: 'wrong', threadSecret: 'x'.repeat(24) } }]
    await box.refresh()
    await expect.poll(() => box.host.health.at(-1)?.reason?.ja, within).toMatch(/パスワード/)
    box.host.accounts = [box.inbox({ folder: 'Nowhere' })]
    await box.refresh()
    await expect.poll(() => box.host.health.at(-1)?.reason?.en, within).toMatch(/no folder named “Nowhere”/)
  })

  it('follows another folder when the settings change, and stops with its inbox', async () => {
    await box.follow()
    box.host.accounts = []
    await box.refresh()
    await box.deliver(mail('nobody-listens'))
    box.host.accounts = [box.inbox()]
    await box.refresh()
    await expect.poll(box.names, within).toEqual(['nobody-listens'])
  })

  it('watches in one process only, and takes over when the other has gone', async () => {
    await box.follow()
    const second = fakeHost()
    second.accounts = box.host.accounts
    Object.assign(second, {
      leases: box.host.leases,
      lease: box.host.lease,
      states: box.host.states,
      readState: box.host.readState,
      writeState: box.host.writeState,
    })
    const other = await watchAll(second, times)
    await box.deliver(mail('one'))
    await expect.poll(box.names, within).toEqual(['one'])
    await box.stop()
    await box.deliver(mail('two'))
    await expect.poll(() => subjects(second), within).toEqual(['two'])
    await other.stop()
    expect(subjects(box.host)).toEqual(['one'])
  })

  it('lets go at once when another process got its lease, and takes over again when that one has gone', async () => {
    let lose = (): void => undefined
    let isTheirs = false
    Object.assign(box.host, {
      async lease(_inbox: InboxAccount, _purpose: string, lost: () => void) {
        if (isTheirs) return undefined
        lose = lost
        return async () => undefined
      },
    })
    await box.follow()
    isTheirs = true
    lose()
    await expect.poll(() => box.proxy.open(), within).toBe(0)
    await box.deliver(mail('theirs'))
    isTheirs = false
    await expect.poll(box.names, within).toEqual(['theirs'])
    // Nothing failed: nobody is told that anything did.
    expect(box.host.health.map(({ state }) => state)).toEqual(['ok'])
  })

  it('connects nowhere inside private networks unless that is allowed', async () => {
    const closed = fakeHost({ allowPrivateNetwork: false })
    closed.accounts = [box.inbox()]
    await box.again(closed)
    await expect.poll(() => closed.health.at(-1)?.reason?.ja, within).toMatch(/プライベートネットワーク/)
    expect(box.proxy.connections()).toBe(0)
  })

  it('refuses a certificate that nobody vouches for', async () => {
    box.host.accounts = [
      { ...box.inbox(), settings: { ...(box.inbox().settings as object), authority: undefined } },
    ]
    await box.again()
    await expect.poll(() => box.host.health.at(-1)?.reason?.en, within).toMatch(/self-signed/)
  })
})
