import { beforeAll, describe, expect, it } from 'vitest'
import { Dispatcher } from '../../kernel/events/index.ts'
import { because } from '../../kernel/events/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { all, priority, ruledDesk, step } from './fixtures/ruled-desk.ts'
import { stampRules } from './queries/rules.ts'
import { isAnyWaiting, takeHappenings, waitingHappenings } from './queries/happenings.ts'

let desk: Awaited<ReturnType<typeof ruledDesk>>

beforeAll(async () => {
  desk = await ruledDesk()
})

const notes = async (id: string): Promise<number> =>
  (await desk.timeline(id)).messages.filter(({ kind }) => kind === 'note').length

const note = { steps: [step('conversation.note', { text: '受け付けました' })] }

describe('each rule answers once to each event', () => {
  it('however many processes do it at once', async () => {
    await desk.only(note)
    const ids = await Promise.all(Array.from({ length: 12 }, () => desk.come()))
    await desk.collect()
    await Promise.all([desk.answer(), desk.other(), desk.answer(), desk.other()])
    expect(await Promise.all(ids.map(notes))).toEqual(ids.map(() => 1))
    expect((await Promise.all(ids.map((id) => desk.runs(id)))).map((runs) => runs.length)).toEqual(
      ids.map(() => 1),
    )
    expect(await isAnyWaiting(desk.test.db)).toBe(false)
  })

  it('where a process ends in the middle: nothing of it is left, and it is done anew', async () => {
    await desk.only(note)
    const id = await desk.come()
    await desk.collect()
    const waiting = await waitingHappenings(desk.test.db, 10)
    await expect(
      desk.test.db.tx(async (tx) => {
        await takeHappenings(
          tx,
          waiting.map((one) => one.id),
        )
        throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    await desk.answer()
    expect(await notes(id)).toBe(1)
  })

  it('although it is announced again by a retry', async () => {
    await desk.only(note)
    const id = await desk.come()
    const [event] = await desk.test.db.many<{ id: string; name: string; payload: object; at: Date }>(sql`
      select id, name, payload, at from events where workspace_id = ${desk.test.workspaceId} and name = 'message.received'`)
    await desk.collect()
    if (!event) throw new Error('nothing was announced')
    await new Dispatcher(desk.test.database, desk.listeners).retry(desk.test.workspaceId, {
      room: 'automations',
      event: { ...event, at: event.at.toISOString() },
    })
    await desk.answer()
    expect(await notes(id)).toBe(1)
  })

  it('and what fails in a way that nobody thought of holds up nobody else', async () => {
    const [broken] = await desk.only(
      { ...note, applies: all({ condition: 'message.text', how: 'contains', value: ['壊れた'] }) },
      note,
    )
    await desk.test.db.tx(async (tx) => {
      await tx.run(sql`
        update rules set steps = 'null' where workspace_id = ${tx.workspaceId} and id = ${broken?.id as string}`)
      await stampRules(tx)
    })
    const ids = [await desk.come('壊れたもの'), await desk.come('壊れていない')]
    await desk.collect()
    await desk.answer()
    expect(await Promise.all(ids.map(notes))).toEqual([0, 1])
    expect(await isAnyWaiting(desk.test.db)).toBe(false)
    await desk.write('deleteRule', { params: { ruleId: broken?.id } })
  })
})

describe('what led to it', () => {
  it('follows what a rule does, and not what others do at the same time', async () => {
    const announced = await desk.test.db.tx(async (tx) => {
      const told = (what: string) => tx.announce({ name: 'test.told', payload: { what } })
      let go: () => void = () => undefined
      const gone = new Promise<void>((done) => {
        go = done
      })
      const mine = because(['rule'], async () => {
        await gone
        told('mine')
      })
      told('theirs')
      go()
      await mine
      told('later')
      return (tx as unknown as { announced: { payload: object }[] }).announced.map(({ payload }) => payload)
    })
    expect(announced).toEqual([{ what: 'theirs' }, { what: 'mine', because: ['rule'] }, { what: 'later' }])
  })

  it('is told with what a rule set off', async () => {
    const [first] = await desk.only(
      { name: '一', steps: [priority('high')] },
      {
        name: '二',
        when: { events: ['conversation.priority-changed'] },
        applies: all({ condition: 'conversation.priority', how: 'any-of', value: ['high'] }),
        ...note,
      },
    )
    const id = await desk.come()
    await desk.settle()
    expect(await desk.runs(id)).toMatchObject([
      { rule: '一', because: [] },
      { rule: '二', because: [{ id: first?.id, name: '一' }] },
    ])
  })
})
