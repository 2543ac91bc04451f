import { beforeEach, describe, expect, it } from 'vitest'
import { promise, promisingDesk } from './fixtures/promising-desk.ts'

const desk = await promisingDesk()
const { write, answer, set, merge, unmerge, split, policy, policies, clocks, settle, resettle, watch } = desk
const { minutes, said, inRoom, shown } = desk

beforeEach(async () => {
  for (const { id } of await policies()) await inRoom('sla', 'deletePolicy', { params: { policyId: id } })
  await resettle()
  said()
})

/** Settles, and says what there is to be said. */
const look = async (): Promise<string[]> => {
  await settle()
  await watch()
  return said().filter((one) => one.startsWith('breached'))
}

const sleep = (id: string) =>
  set('setStatus', id, {
    status: 'snoozed',
    snoozedUntil: new Date(desk.test.clock.now().getTime() + 30 * 86_400_000).toISOString(),
  })

/** Clocks without what follows from the moment at which they are looked at. */
const still = async (...ids: string[]) =>
  (await Promise.all(ids.map(clocks))).map((rows) =>
    rows.map(({ counted, stretches, ...rest }) => ({
      ...rest,
      counted: rest.endedAt && counted,
      stretches: stretches.map(({ from, to, seconds }) => [from, to, rest.endedAt && seconds]),
    })),
  )

describe('a promise in what is merged', () => {
  it('moves with the messages when conversations are merged, and back', async () => {
    await policy({ resolveSeconds: null })
    const from = await write()
    minutes(10)
    const into = await write()
    await settle()
    const linkId = await merge(from, into)
    await settle()
    minutes(5)
    expect(await shown(into)).toEqual(['first runs 15', 'first runs 5'])
    await unmerge(linkId)
    await settle()
    expect([await shown(from), await shown(into)]).toEqual([['first runs 15'], ['first runs 5']])
  })

  it('that was broken is told of once, wherever its conversation goes', async () => {
    await policy({ name: '前', resolveSeconds: null, warnPercent: null })
    const [from, into] = [await write(), await write()]
    await settle()
    minutes(70)
    await watch()
    await answer(into)
    await settle()
    expect(said()).toEqual(['breached first', 'breached first'])
    for (const { id } of await policies())
      await inRoom('sla', 'updatePolicy', {
        params: { policyId: id },
        body: promise({ name: '後', firstSeconds: 60, resolveSeconds: null }),
      })
    await merge(from, into)
    await settle()
    await watch()
    expect(said()).toEqual([])
    // What had ended is as it was measured.
    expect((await clocks(into)).map(({ seconds, breachedAt }) => [seconds, breachedAt !== null])).toEqual([
      [60, true],
      [3600, true],
    ])
  })

  it('stays ended where it was put away without an answer, and kept when that is undone', async () => {
    await policy({ resolveSeconds: null })
    const from = await write()
    minutes(20)
    await set('setStatus', from, { status: 'resolved' })
    const into = await write()
    minutes(300)
    await answer(into)
    await look()
    const before = await still(from, into)
    const linkId = await merge(from, into)
    expect(await look()).toEqual([])
    expect((await clocks(into)).map(({ endedAt }) => endedAt === null)).toEqual([false, false])
    minutes(10)
    await unmerge(linkId)
    expect(await look()).toEqual([])
    expect(await still(from, into)).toEqual(before)
  })

  it('did not count while its own conversation slept, nor while that does into which it came', async () => {
    await policy({ resolveSeconds: null })
    const from = await write()
    minutes(10)
    await sleep(from)
    const into = await write()
    await answer(into)
    minutes(3 * 24 * 60)
    await merge(from, into)
    expect(await look()).toEqual([])
    minutes(20)
    expect((await clocks(into)).map(({ counted }) => counted / 60)).toEqual([30, 0])
    await sleep(into)
    minutes(600)
    expect(await look()).toEqual([])
  })

  it('that was told of is not told of again, whether it is merged or that is undone', async () => {
    await policy({ firstSeconds: null, nextSeconds: null, resolveSeconds: 3600, warnPercent: null })
    const into = await write()
    minutes(5)
    const from = await write()
    minutes(70)
    expect(await look()).toEqual(['breached resolve', 'breached resolve'])
    const before = await still(from, into)
    const linkId = await merge(from, into)
    expect(await look()).toEqual([])
    await unmerge(linkId)
    expect(await look()).toEqual([])
    expect(await still(from, into)).toEqual(before)
  })

  it('to one customer is the same in both of their conversations', async () => {
    await policy({ resolveSeconds: null, warnPercent: null })
    const into = await write()
    await answer(into)
    const from = await write(into, { apart: true })
    expect(from).not.toBe(into)
    await settle()
    minutes(70)
    expect(await look()).toEqual(['breached first'])
    await answer(from)
    await settle()
    const before = await still(from, into)
    const linkId = await merge(from, into)
    expect(await look()).toEqual([])
    expect((await clocks(into)).map(({ promise, breachedAt }) => [promise, breachedAt !== null])).toEqual([
      ['first', false],
      ['first', true],
    ])
    await unmerge(linkId)
    expect(await look()).toEqual([])
    expect(await still(from, into)).toEqual(before)
  })

  it('stays measured where nothing is promised any more', async () => {
    const { id } = await policy({ resolveSeconds: null, warnPercent: null })
    const [from, into] = [await write(), await write()]
    await settle()
    minutes(70)
    expect(await look()).toEqual(['breached first', 'breached first'])
    await answer(from)
    await answer(into)
    await settle()
    await inRoom('sla', 'deletePolicy', { params: { policyId: id } })
    await resettle()
    await merge(from, into)
    await settle()
    expect((await clocks(into)).map(({ breachedAt }) => breachedAt !== null)).toEqual([true, true])
  })

  it('goes on from where it stood when its conversation is open again after an undoing', async () => {
    await policy({ firstSeconds: null, nextSeconds: null })
    const from = await write()
    await set('setStatus', from, { status: 'resolved' })
    const into = await write()
    await settle()
    const linkId = await merge(from, into)
    minutes(10)
    await write(from)
    await unmerge(linkId)
    await settle()
    minutes(5)
    await write(from)
    await settle()
    minutes(5)
    expect((await desk.row(from)).status).toBe('open')
    expect((await clocks(from)).map(({ endedAt, counted }) => [endedAt, counted / 60])).toEqual([[null, 10]])
  })

  it('goes with what is split off, with the pauses that it had', async () => {
    await policy({ resolveSeconds: null })
    const id = await write()
    await write(id)
    const { lastMessageId } = await desk.row(id)
    minutes(10)
    await sleep(id)
    minutes(24 * 60)
    await settle()
    const other = await split(id, [lastMessageId ?? ''])
    expect(await look()).toEqual([])
    minutes(10)
    expect((await clocks(other)).map(({ counted }) => counted / 60)).toEqual([20])
    expect((await clocks(id)).map(({ counted }) => counted / 60)).toEqual([10])
  })
})
