import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/ids.ts'
import { priority, queueingDesk } from './fixtures/queueing-desk.ts'

const desk = await queueingDesk()
const { caller, queue, list, settle, requeue, write, assign, set, routing, waitingIn } = desk

beforeEach(() => desk.clear())

describe('a queue', () => {
  it('holds what waits in the first that fits, and lets go of what does not any more', async () => {
    await queue({ name: '緊急', applies: priority('urgent'), mode: 'hand' })
    await queue({ name: 'その他', mode: 'hand' })
    const [one, two, three] = [await write(), await write(), await write()]
    await settle()
    expect(await waitingIn()).toEqual({ 緊急: 0, その他: 3 })
    await set('setPriority', two, { priority: 'urgent' })
    await settle()
    expect(await waitingIn()).toEqual({ 緊急: 1, その他: 2 })
    await assign(one, { assigneeId: caller.id })
    await set('setStatus', three, { status: 'resolved' })
    await settle()
    expect(await waitingIn()).toEqual({ 緊急: 1, その他: 0 })
    // Taken by hand, and needing nobody: both are kept as how they left.
    expect((await routing(one)).routings).toMatchObject([{ queue: 'その他', agentId: caller.id, why: null }])
    expect((await routing(three)).routings).toMatchObject([{ queue: 'その他', agentId: null, why: null }])
    await assign(one, { assigneeId: null })
    await settle()
    expect(await waitingIn()).toEqual({ 緊急: 1, その他: 1 })
  })

  it('takes in what waits already when it is made, changed, moved or removed', async () => {
    const id = await write()
    await settle()
    const first = await queue({ name: '一', mode: 'hand' })
    await requeue()
    expect(await waitingIn()).toEqual({ 一: 1 })
    const second = await queue({ name: '二', mode: 'hand' })
    await desk.inRoom('routing', 'orderQueues', { body: { queueIds: [second.id, first.id] } })
    await requeue()
    expect(await waitingIn()).toEqual({ 一: 0, 二: 1 })
    expect((await routing(id)).place).toMatchObject({ queue: '二', position: 1, nobody: 'by-hand' })
    await desk.inRoom('routing', 'deleteQueue', { params: { queueId: second.id } })
    await requeue()
    expect(await waitingIn()).toEqual({ 一: 1 })
  })

  it('says a place by what is urgent, by priority, and by who waits longest, and how long it may take', async () => {
    await queue({
      mode: 'hand',
      urgent: { match: 'all', of: [{ condition: 'conversation.subject', how: 'contains', value: ['至急'] }] },
    })
    const ids: string[] = []
    for (const subject of ['一', '二', '至急の件', '四']) {
      ids.push(await write({ subject }))
      desk.minutes(1)
    }
    await set('setPriority', ids[3] as string, { priority: 'high' })
    await settle()
    const places = async () => Promise.all(ids.map(async (id) => (await routing(id)).place?.position))
    expect(await places()).toEqual([3, 4, 1, 2])
    expect((await routing(ids[1] as string)).place?.expectedSeconds).toBeNull()
    for (const id of [ids[2], ids[3]]) {
      await assign(id as string, { assigneeId: caller.id })
      await settle()
      desk.minutes(2)
    }
    expect(await places()).toEqual([1, 2, undefined, undefined])
    // Two left within two minutes: one every two, and the second comes after two.
    expect((await routing(ids[1] as string)).place?.expectedSeconds).toBe(240)
  })

  it('says what of it cannot work, and refuses what is not meant', async () => {
    const save = (change: object) => queue(change).catch((error: { code: string }) => error.code)
    expect(await save({ name: ' ' })).toBe('routing.empty-name')
    expect(await save({ teamIds: [newId()] })).toBe('agents.unknown-team')
    expect(await save({ skills: [{ skillId: newId(), level: 1, must: true }] })).toBe('routing.unknown-skill')
    expect(await save({ overflowSeconds: 60 })).toBe('routing.no-overflow-team')
    expect(await save({ applies: { match: 'all', of: [{ condition: 'no.such', how: 'filled' }] } })).toMatch(
      /^conditions\./,
    )
    const skill = await desk.inRoom<{ id: string }>('agents', 'createSkill', {
      body: { name: `返品${newId()}` },
    })
    const asked = await queue({ skills: [{ skillId: skill.id, level: 2, must: true }] })
    expect(asked.warnings).toEqual([{ kind: 'nobody-skilled', skillId: skill.id }])
    await desk.inRoom('agents', 'deleteSkill', { params: { skillId: skill.id } })
    expect((await list()).map(({ warnings }) => warnings)).toEqual([
      [{ kind: 'skill-gone', skillId: skill.id }],
    ])
    const empty = await desk.inRoom<{ id: string }>('agents', 'createTeam', {
      body: { name: newId(), agentIds: [] },
    })
    expect((await queue({ teamIds: [empty.id] })).warnings).toEqual([
      { kind: 'nobody-serves', skillId: null },
    ])
    expect(
      await desk
        .inRoom('routing', 'orderQueues', { body: { queueIds: [asked.id] } })
        .catch((error: { code: string }) => error.code),
    ).toBe('routing.other-queues')
  })
})
