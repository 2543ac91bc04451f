import { beforeEach, describe, expect, it } from 'vitest'
import { Conditions } from '../../kernel/conditions/index.ts'
import { createRooms } from '../../start/rooms.ts'
import { promisingDesk } from './fixtures/promising-desk.ts'
import { settleClocks } from './settle-clocks.ts'

const desk = await promisingDesk()
const { write, answer, merge, unmerge, split, policy, policies, settle, resettle, watch, minutes, said } =
  desk
const conditions = new Conditions()
conditions.declare(createRooms({} as never))

beforeEach(async () => {
  for (const { id } of await policies())
    await desk.inRoom('sla', 'deletePolicy', { params: { policyId: id } })
  await resettle()
  said()
})

/** Settles one conversation as a batch of its own does, while later events wait. */
const settleFirst = (id: string, at: Date): Promise<void> =>
  desk.test.db.tx((tx) =>
    settleClocks(tx, conditions, {
      conversations: new Map([[id, at]]),
      relinked: [],
      customerIds: [],
      moved: false,
    }),
  )

/** Says what there is to be said. */
const look = async (): Promise<string[]> => {
  await watch()
  return said().filter((one) => one.startsWith('breached'))
}

describe('a wait that ended before the clocks heard of it', () => {
  const promised = { nextSeconds: 3600, resolveSeconds: null, warnPercent: null }

  /** A conversation in which everything was answered, and settled. */
  const quiet = async (): Promise<string> => {
    const id = await write()
    await answer(id)
    await settle()
    return id
  }
  /** A message that is answered too late, and a moment after that. */
  const answeredLate = async (id?: string): Promise<{ id: string; messageId: string; wrote: Date }> => {
    const wrote = desk.test.clock.now()
    const from = await write(id)
    minutes(70)
    const messageId = await answer(from)
    minutes(1)
    return { id: from, messageId, wrote }
  }

  it('is measured where its conversation was merged since', async () => {
    await policy(promised)
    const into = await quiet()
    const { id } = await answeredLate()
    await merge(id, into)
    await settle()
    expect(await look()).toEqual(['breached first'])
  })

  it('is measured where that was told in another batch', async () => {
    await policy(promised)
    const into = await quiet()
    const { id, wrote } = await answeredLate()
    await merge(id, into)
    await settleFirst(id, wrote)
    await settle()
    expect(await look()).toEqual(['breached first'])
  })

  it('is measured where a merge was undone since', async () => {
    await policy(promised)
    const into = await quiet()
    const from = await quiet()
    const linkId = await merge(from, into)
    await settle()
    await answeredLate(from)
    await unmerge(linkId)
    await settle()
    expect(await look()).toEqual(['breached next'])
  })

  it('is measured where it was split off since', async () => {
    await policy(promised)
    const id = await quiet()
    const wrote = await write(id)
    const { lastMessageId } = await desk.row(wrote)
    minutes(70)
    const messageId = await answer(id)
    minutes(1)
    await split(id, [lastMessageId ?? '', messageId])
    await settle()
    expect(await look()).toEqual(['breached first'])
  })

  it('is not told of again where the merge is not known yet', async () => {
    await policy(promised)
    const into = await quiet()
    const from = await write()
    await settle()
    minutes(70)
    expect(await look()).toEqual(['breached first'])
    await merge(from, into)
    await settleFirst(into, desk.test.clock.now())
    expect(await look()).toEqual([])
    await settle()
    expect(await look()).toEqual([])
  })
})
