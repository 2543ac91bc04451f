import { describe, expect, it, vi } from 'vitest'
import { act } from '../../../test/harness/rooms.ts'
import { Conditions } from '../../kernel/conditions/index.ts'
import type { Leaf } from '../../kernel/contract-conditions.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Announcement } from '../../kernel/events/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import { createRooms } from '../../start/rooms.ts'
import type { CalendarInput } from '../hours/index.ts'
import { promisingDesk } from './fixtures/promising-desk.ts'
import { keepClocks, resettleAll } from './on-events.ts'
import { clockRows } from './queries/clocks.ts'
import { settleAll } from './settle-all.ts'

const desk = await promisingDesk()
const { write, policy, settle, system } = desk

describe('settling everybody', () => {
  const conditions = new Conditions()
  conditions.declare(createRooms({} as never))

  /** Names of the jobs that are added meanwhile. */
  const watched = (work: (tx: Tx) => Promise<void>): Promise<string[]> =>
    desk.test.db.tx(async (tx) => {
      const added = vi.spyOn(tx, 'job')
      await work(tx)
      return added.mock.calls.map(([{ name }]) => name)
    })

  it('goes a piece at a time through the conversations of a customer of whom something is other', async () => {
    const dear: Leaf = { condition: 'customer.name', how: 'contains', value: ['お得意様'] }
    const first = await write()
    const ids = [first]
    while (ids.length < 203) ids.push(...(await Promise.all([1, 2].map(() => write(first, { apart: true })))))
    await settle()
    await policy({ applies: { match: 'all', of: [dear] }, nextSeconds: null, resolveSeconds: null })
    const { customerId } = await desk.row(first)
    await desk.inRoom('customers', 'updateCustomer', { params: { customerId }, body: { name: 'お得意様' } })
    await settle()
    const measured = async (): Promise<string[]> =>
      (await clockRows(desk.test.db, ids)).map(({ conversationId }) => conversationId)
    const piece = await measured()
    expect(piece).toHaveLength(200)
    // The job that was added.
    await settleAll(desk.test.db, { after: piece.at(-1) ?? '', customerIds: [customerId] })
    await settle()
    expect(await measured()).toHaveLength(203)
  })

  it('begins the next piece when one has been settled, not before', async () => {
    await policy()
    const told: { conversationIds: string[]; next: string | null }[] = []
    desk.test.database.onCommit((_workspace, announcements) => {
      for (const { name, payload } of announcements) if (name === 'sla.moved') told.push(payload as never)
    })
    for (let piece = 0; piece < 21; piece += 1) await Promise.all(Array.from({ length: 10 }, () => write()))
    await settle()
    await settleAll(desk.test.db, { after: FIRST_ID })
    const [moved] = told
    expect([told.length, moved?.conversationIds.length, moved?.next]).toEqual([
      1,
      200,
      moved?.conversationIds.at(-1),
    ])
    const event = { id: 'x', name: 'sla.moved', payload: moved, at: desk.test.clock.now() }
    expect(await watched((tx) => keepClocks(conditions).handle(tx, [event]))).toContain('sla.settle')
    await settle()
  })

  it('follows a team that is gone', async () => {
    const event = { id: 'x', name: 'team.deleted', payload: { teamId: 'x' }, at: desk.test.clock.now() }
    expect(await watched((tx) => resettleAll.handle(tx, [event]))).toEqual(['sla.settle'])
  })

  it('follows calendars whose hours are others, and the zone in which there is none', async () => {
    const told: Announcement[] = []
    desk.test.database.onCommit((_workspace, announcements) => told.push(...announcements))
    const week = Array.from({ length: 7 }, () => [{ opens: '10:00', closes: '20:00' }])
    const inHours = (action: string, params: object, name: string, hours: CalendarInput['week']) => {
      const body = { name, timeZone: 'Asia/Tokyo', week: hours, days: [], region: null }
      const input = { params, body: { inboxIds: [], teamIds: [], ...body } }
      return desk.test.db.tx((tx) => act<{ id: string }>('hours', action, input, { caller: system, tx }))
    }
    const { id: calendarId } = await inHours('createCalendar', {}, '毎日', week)
    const save = (name: string, hours: CalendarInput['week']) =>
      inHours('updateCalendar', { calendarId }, name, hours)
    await save('年中無休', week)
    await save('年中無休', week)
    const zone = { body: { timeZone: 'Europe/Berlin' } }
    const move = () =>
      desk.test.db.tx((tx) => act('workspace', 'updateWorkspace', zone, { caller: system, tx }))
    await move()
    await move()
    await save('年中無休', [...week.slice(1), []])
    const events = told.map(({ name, payload }) => ({ id: 'x', name, payload, at: desk.test.clock.now() }))
    const wanted = events.filter(({ name }) => resettleAll.events.includes(name))
    expect(wanted.map(({ name }) => name)).toEqual([
      'hours.calendars-changed',
      'workspace.time-zone-changed',
      'hours.calendars-changed',
    ])
    expect(await watched((tx) => resettleAll.handle(tx, wanted))).toEqual(['sla.settle'])
    await settle()
  })
})
