import { expect, it } from 'vitest'
import { act } from '../../../test/harness/rooms.ts'
import type { Conversation } from '../conversations/contract.ts'
import { promisingDesk } from './fixtures/promising-desk.ts'

const { write, answer, set, policy, policies, clocks, settle, resettle, watch, minutes, inRoom, hana, test } =
  await promisingDesk()

const list = (query: object = {}) =>
  act<{ items: Conversation[] }>(
    'desk',
    'listConversations',
    { query: { view: 'all', status: 'any', sort: 'newest', limit: 50, ...query } },
    { caller: hana, db: test.db },
  )
const shown = async (id: string) => (await list()).items.find((row) => row.id === id)
const byDue = async () => (await list({ sort: 'due' })).items.map(({ id }) => id)
const inMinutes = (count: number) => new Date(test.clock.now().getTime() + count * 60_000).toISOString()

it('stands in lists, in the order in which promises are over, from the message to the answer', async () => {
  await policy()
  const early = await write()
  await settle()
  expect((await shown(early))?.promise).toEqual({
    kind: 'first',
    dueAt: inMinutes(60),
    soonAt: inMinutes(30),
  })
  minutes(10)
  const late = await write()
  await settle()
  expect(await byDue()).toEqual([early, late])
  const { version } = (await shown(early)) as Conversation
  await answer(early)
  await settle()
  // The resolution is still waited for, a day from the message on.
  expect(await shown(early)).toMatchObject({ promise: { kind: 'resolve', dueAt: inMinutes(1430) } })
  expect((await shown(early))?.version).toBeGreaterThan(version)
  expect(await byDue()).toEqual([late, early])
})

it('stays over once it was told to be, is not counted while it is paused, and goes when nothing is promised', async () => {
  const id = await write()
  await settle()
  const due = inMinutes(60)
  minutes(61)
  await watch()
  await resettle()
  expect((await shown(id))?.promise).toMatchObject({ kind: 'first', dueAt: due })
  await answer(id, { then: 'resolved' })
  await settle()
  expect((await shown(id))?.promise).toBeNull()

  const sleeping = await write()
  await set('setStatus', sleeping, { status: 'snoozed', snoozedUntil: inMinutes(600) })
  await settle()
  expect((await shown(sleeping))?.promise).toMatchObject({ dueAt: null })
  expect(await byDue()).not.toContain(sleeping)

  for (const { id: policyId } of await policies())
    await inRoom('sla', 'deletePolicy', { params: { policyId } })
  await resettle()
  expect((await list()).items.map(({ promise }) => promise)).toEqual([null, null, null, null])
  expect(await clocks(id)).toHaveLength(2)
})

it('is written once for what it is: looking again changes no conversation', async () => {
  await policy()
  const id = await write()
  await settle()
  const before = await shown(id)
  await resettle()
  expect(await shown(id)).toEqual(before)
})
