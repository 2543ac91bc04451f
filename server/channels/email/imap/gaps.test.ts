import { describe, expect, it } from 'vitest'
import type { Gap } from '../../channel.ts'
import { mail, onDovecot, putIn, subjects, within } from './fixtures/mailbox.ts'

const { box, skipped } = await onDovecot()

describe.skipIf(skipped)('what could not be fetched', () => {
  /** A mail that fails for the last time, and so becomes a gap. */
  const giveUp = async (name: string): Promise<void> => {
    const whole = mail(name)
    const before = box.host.gapList.size
    box.host.beforeAccept = (raw) => {
      if (raw.includes(`Subject: ${name}`)) throw new Error('does not fit')
    }
    await box.follow()
    await box.deliver(whole)
    await expect.poll(() => (box.cursor('retry') as unknown[] | undefined)?.length, within).toBe(1)
    await box.stop()
    const state = box.host.states.get('inbox-1 imap') as { retry: { attempts: number; at: number }[] }
    for (const one of state.retry) Object.assign(one, { attempts: 10, at: 0 })
    await box.again()
    await expect
      .poll(() => [...box.host.gapList.values()].slice(before).map(({ state: of }) => of), within)
      .toEqual(['open'])
  }

  it('lists a mail that was given up, and fetches it again when somebody asks', async () => {
    await giveUp('lost')
    const [gap] = box.host.gapList.values()
    expect(gap).toMatchObject({ attempts: 11, arrivedAt: expect.any(Date) })
    await expect.poll(() => box.cursor('gaps'), within).toEqual([])
    expect(box.host.health.at(-1)?.state).toBe('ok')
    // It is left alone until then.
    const offered = box.host.offered.length
    await box.deliver(mail('other'))
    await expect.poll(box.names, within).toEqual(['other'])
    expect(box.host.offered).toHaveLength(offered + 1)
    const ask = async () => {
      box.host.gapList.set(gap?.key ?? '', { ...(gap as Gap), state: 'wanted' })
      await box.refresh()
    }
    await ask()
    await expect
      .poll(() => box.host.gapList.get(gap?.key ?? ''), within)
      .toMatchObject({ state: 'open', attempts: 12 })
    box.host.beforeAccept = () => undefined
    await ask()
    await expect.poll(() => box.host.gapList.get(gap?.key ?? '')?.state, within).toBe('fetched')
    expect(subjects(box.host)).toEqual(['other', 'lost'])
  })

  it('skips no mail to come for a gap that the folder never had', async () => {
    await box.follow()
    const key = `${String(box.cursor('uidValidity'))}:4000`
    box.host.gapList.set(key, { key, reason: 'x', attempts: 11, state: 'wanted' })
    await box.refresh()
    await expect.poll(() => box.host.gapList.get(key)?.state, within).toBe('gone')
    await box.deliver(mail('to-come'))
    await expect.poll(box.names, within).toEqual(['to-come'])
  })

  it('finds a gap under its new number when UIDVALIDITY changes', async () => {
    await giveUp('lost')
    const [key = ''] = box.host.gapList.keys()
    box.host.beforeAccept = () => undefined
    await box.server.changeUidValidity(box.address)
    await box.deliver(mail('new'))
    await expect.poll(() => subjects(box.host).toSorted(), within).toEqual(['lost', 'new'])
    await expect.poll(() => box.host.gapList.get(key)?.state, within).toBe('renumbered')
  })

  it('mixes up no gap with the mail that has its number after a backup was put back', async () => {
    await box.deliver(mail('kept'))
    const putBack = await box.server.backUp(box.address)
    await giveUp('lost')
    const [key = ''] = box.host.gapList.keys()
    await box.stop()
    await putBack()
    await giveUp('lost-too')
    expect([...box.host.gapList].map(([at, { state }]) => [at === key, state])).toEqual([
      [true, 'renumbered'],
      [false, 'open'],
    ])
  })

  it('brings in what is moved here after UIDVALIDITY changed, however long ago it arrived', async () => {
    await box.follow()
    await box.deliver(mail('known'))
    await expect.poll(box.names, within).toEqual(['known'])
    await box.server.changeUidValidity(box.address)
    await box.deliver(mail('new'))
    await expect.poll(box.names, within).toEqual(['known', 'new'])
    await expect.poll(() => box.cursor('notBefore'), within).toBeGreaterThan(0)
    await putIn(box, mail('out-of-junk'), new Date(Date.now() - 30 * 86_400_000))
    await expect.poll(box.names, within).toEqual(['known', 'new', 'out-of-junk'])
  })

  it('tells how far it has come with what lay there, and what waits', async () => {
    for (let i = 0; i < 60; i++) await box.deliver(mail(`old-${i}`))
    await box.watch({ importDays: 7 })
    await expect.poll(() => box.host.kept.length, within).toBe(60)
    await expect.poll(() => box.host.readings.at(-1), within).toEqual({ waiting: 0 })
    expect(box.host.readings[0]).toEqual({ backfill: { done: 0, total: 60 }, waiting: 0 })
    box.host.beforeAccept = (raw) => {
      if (raw.includes('Subject: stuck')) throw new Error('does not fit')
    }
    await box.deliver(mail('stuck'))
    await expect
      .poll(() => box.host.readings.at(-1), within)
      .toMatchObject({ waiting: 1, oldestAt: expect.any(Date) })
    box.host.beforeAccept = () => undefined
    await expect.poll(() => box.host.readings.at(-1), within).toEqual({ waiting: 0 })
  })
})
