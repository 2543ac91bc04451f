import type { ImapFlow } from 'imapflow'
import { describe, expect, it } from 'vitest'
import { settingsShape } from '../settings.ts'
import { backOff } from './back-off.ts'
import { type Cursor, noteFailure, noteSuccess } from './cursor.ts'
import { findUids } from './find-uids.ts'
import { Latch } from './latch.ts'

const imap = settingsShape.parse({
  address: 'a@b.example',
  receive: { how: 'imap', host: 'h', user: 'u' },
}).receive as never

const cursor = (changes: Partial<Cursor> = {}): Cursor => ({
  folder: 'INBOX',
  uidValidity: '7',
  lastUid: 10,
  startedAt: 0,
  newestAt: 0,
  notBefore: 0,
  foundUpTo: 0,
  found: 0,
  surveyedFrom: -1,
  dealtWith: [],
  dates: [],
  numberings: 0,
  retry: [],
  gaps: [],
  earlierGaps: '',
  successAt: 0,
  ...changes,
})

const finding = (...gaps: number[]) => ({ now: 100, opened: true, careful: false, gaps: async () => gaps })

/** A client whose folder answers searches as given. */
const client = (answer: number[] | false, uidNext = 21): ImapFlow =>
  ({ mailbox: { uidValidity: 7n, uidNext, exists: 20 }, search: async () => answer }) as never

describe('the cursor', () => {
  it('tries a mail again with growing pauses and lists it as a gap in the end', () => {
    const one = cursor()
    const pauses: number[] = []
    for (let i = 0; i < 10; i++) {
      noteFailure(one, { uid: 11 }, 'broken', 1_000_000)
      pauses.push((one.retry[0]?.at ?? 0) - 1_000_000)
    }
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    expect(pauses[0]).toBe(1000)
    noteFailure(one, { uid: 11 }, 'broken', 2_000_000)
    expect(one).toMatchObject({ lastUid: 11, retry: [], gaps: [{ uid: 11, attempts: 11, reason: 'broken' }] })
    for (let uid = 12; uid < 500; uid++)
      for (let i = 0; i < 11; i++) noteFailure(one, { uid }, 'broken', 1_000_000)
    expect(one.gaps).toHaveLength(489)
  })

  it('forgets a failure when the mail is kept, and never goes back', () => {
    const one = cursor()
    noteFailure(one, { uid: 11 }, 'broken', 0)
    noteSuccess(one, 12, 5000, 9000)
    noteSuccess(one, 11, 4000, 9000)
    expect(one).toMatchObject({ lastUid: 12, newestAt: 5000, retry: [] })
    // What is still to come did not come in.
    noteSuccess(one, 13, 90_000, 9000)
    expect(one.newestAt).toBe(9000)
  })

  it('remembers of the last mails which were dealt with, and keeps nothing that can’t be kept', () => {
    const one = cursor()
    for (let uid = 11; uid <= 200; uid += 2) noteSuccess(one, uid, 0, 0)
    expect(one).toMatchObject({ lastUid: 199, surveyedFrom: 10 })
    for (let uid = 201; uid <= 231; uid += 2) noteSuccess(one, uid, 0, 0)
    expect([one.surveyedFrom, one.dealtWith.length, one.dealtWith[0]]).toEqual([31, 100, 33])
    noteFailure(one, { uid: 232 }, `a\0${'b'.repeat(298)}😀`, 0)
    expect(one.retry[0]?.reason).toBe(`a${'b'.repeat(298)}\ufffd`)
  })
})

describe('what is to be fetched', () => {
  it('is what lies above the cursor, and what is due for another try', async () => {
    const retry = [
      { uid: 3, attempts: 1, at: 50, reason: '', arrivedAt: 0 },
      { uid: 4, attempts: 1, at: 5000, reason: '', arrivedAt: 0 },
    ]
    // `11:*` answers with the last mail even when nothing is new.
    expect(await findUids(client([10]), imap, cursor({ retry }), finding())).toMatchObject({ uids: [3] })
    expect(await findUids(client([12, 11]), imap, cursor({ retry }), finding())).toMatchObject({
      uids: [11, 12, 3],
    })
  })

  it('is nothing at the first look, and the last days when asked for', async () => {
    expect(await findUids(client([2, 20]), imap, undefined, finding())).toMatchObject({
      uids: [],
      cursor: { lastUid: 20 },
    })
    const importing = Object.assign({}, imap, { importDays: 3 })
    expect(await findUids(client([19]), importing, undefined, finding())).toMatchObject({
      uids: [19],
      upTo: 19,
    })
    // Numbers that the server says it has given, and of which no mail lies there, may be a lie.
    expect(await findUids(client([1, 2]), imap, undefined, finding())).toMatchObject({ upTo: 2 })
  })

  it('is everything recent once more when the folder was made anew', async () => {
    const old = cursor({ uidValidity: '6', startedAt: 5000, newestAt: 900_000_000, successAt: 950_000_000 })
    const plan = await findUids(client([1, 2]), imap, old, finding())
    expect(plan).toMatchObject({ uids: [1, 2], upTo: 2, cursor: { uidValidity: '7', lastUid: 0 } })
    expect(plan.cursor.notBefore).toBe(900_000_000 - 2 * 86_400_000)
  })

  it('reaches back to the oldest mail that is still owed when the folder was made anew', async () => {
    const day = 86_400_000
    const old = cursor({ uidValidity: '6', startedAt: day, newestAt: 100 * day, successAt: 100 * day })
    noteFailure(old, { uid: 8, arrivedAt: 90 * day + 1234 }, 'broken', 0)
    // A later failure of the same mail that names no moment does not forget it.
    noteFailure(old, { uid: 8 }, 'broken', 0)
    expect((await findUids(client([1]), imap, old, finding())).cursor.notBefore).toBe(90 * day + 1000)
    // Where the server never said when it came, everything since the beginning is looked at.
    noteFailure(old, { uid: 9 }, 'broken', 0)
    expect((await findUids(client([1]), imap, old, finding())).cursor.notBefore).toBe(day)
  })

  it('reaches back to the oldest gap, too', async () => {
    const day = 86_400_000
    const old = cursor({ uidValidity: '6', startedAt: day, newestAt: 100 * day, successAt: 100 * day })
    const plan = await findUids(client([1]), imap, old, finding(80 * day + 1, 95 * day))
    expect(plan.cursor).toMatchObject({ notBefore: 80 * day, earlierGaps: 'renumbered' })
  })

  it('begins anew in another folder, whose numbers say nothing about gaps of the first', async () => {
    const plan = await findUids(client([20]), imap, cursor({ folder: 'Other' }), finding())
    expect(plan.cursor).toMatchObject({ folder: 'INBOX', lastUid: 20, earlierGaps: 'gone' })
  })

  it('is never guessed from a search that the server did not carry out', async () => {
    await expect(findUids(client(false), imap, cursor(), finding())).rejects.toThrow(/search/)
    await expect(findUids(client(false), imap, cursor({ uidValidity: '6' }), finding())).rejects.toThrow(
      /search/,
    )
  })
})

describe('waiting', () => {
  it('grows to five minutes and varies by a fifth', () => {
    expect([1, 2, 3, 4].map((n) => backOff(n, () => 0.5))).toEqual([2000, 4000, 8000, 16_000])
    expect([backOff(1, () => 0), backOff(1, () => 1)]).toEqual([1600, 2400])
    expect(backOff(50, () => 1)).toBe(300_000)
  })

  it('misses no wake-up that came before', async () => {
    const latch = new Latch()
    latch.set()
    await latch.wait(60_000)
    const waiting = latch.wait(60_000).then(() => 'woken')
    latch.set()
    expect(await waiting).toBe('woken')
  })
})
