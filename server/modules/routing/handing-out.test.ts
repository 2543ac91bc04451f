import { beforeEach, describe, expect, it } from 'vitest'
import { someoneWaits } from '../../../test/harness/someone-waits.ts'
import { sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { giveConversations } from '../conversations/index.ts'
import { look } from './distribute/look.ts'
import { queuesMoved } from './events.ts'
import { priority, queueingDesk } from './fixtures/queueing-desk.ts'

const desk = await queueingDesk()
const {
  test,
  team,
  queue,
  list,
  settle,
  requeue,
  write,
  assign,
  set,
  distribute,
  holder,
  routing,
  waitingIn,
} = desk

beforeEach(() => desk.clear())

describe('handing out', () => {
  it('gives what waits to who is here, says why, and asks nobody twice', async () => {
    await queue({ teamIds: [team.id] })
    const [hana, taro] = [await desk.person(), await desk.person()]
    const ids = [await write(), await write(), await write()]
    await settle()
    expect(await distribute()).toBe(3)
    const holders = await Promise.all(ids.map(holder))
    expect(new Set(holders)).toEqual(new Set([hana.id, taro.id]))
    expect((await routing(ids[0] as string)).routings).toMatchObject([
      {
        agentId: holders[0],
        why: { mode: 'load', here: 2, able: 2, by: 'load', load: 0, capacity: 8, points: 1 },
      },
    ])
    await settle()
    expect(await distribute()).toBe(0)
    expect((await routing(ids[0] as string)).routings).toHaveLength(1)
  })

  it('waits until somebody comes, and goes on with who is not away', async () => {
    await queue({ teamIds: [team.id] })
    const id = await write()
    await settle()
    expect(await distribute()).toBe(0)
    expect((await routing(id)).place).toMatchObject({ nobody: 'here' })
    const hana = await desk.person()
    await desk.inRoom('agents', 'setPresence', {
      params: { agentId: hana.id },
      body: { state: 'away', reason: '昼休み' },
    })
    expect(await distribute()).toBe(0)
    await desk.inRoom('agents', 'setPresence', {
      params: { agentId: hana.id },
      body: { state: 'online', reason: null },
    })
    expect((await routing(id)).place).toMatchObject({ nobody: null })
    expect(await distribute()).toBe(1)
    expect(await holder(id)).toBe(hana.id)
  })

  it('gives no more than people take, and goes on once somebody is done', async () => {
    await queue({ teamIds: [team.id] })
    const hana = await desk.person()
    await desk.inRoom('agents', 'saveWorkProfile', {
      params: { agentId: hana.id },
      body: { capacity: 2, chats: null, languages: [], skills: [] },
    })
    const ids = [await write(), await write(), await write()]
    await settle()
    expect(await distribute()).toBe(2)
    const left = (await Promise.all(ids.map(async (id) => [id, await holder(id)] as const))).find(
      ([, who]) => who === null,
    )
    expect((await routing(left?.[0] as string)).place).toMatchObject({ nobody: 'room' })
    const held = ids.find((id) => id !== left?.[0]) as string
    await set('setStatus', held, { status: 'resolved' })
    await settle()
    expect(await distribute()).toBe(1)
  })

  it('hands each out once, however many do it at a time, and leaves alone what somebody takes', async () => {
    await queue({ teamIds: [team.id] })
    const people = [await desk.person(), await desk.person(), await desk.person()]
    const ids = await Promise.all(Array.from({ length: 20 }, () => write()))
    await settle()
    const byHand = ids.slice(0, 5)
    const hand = people[0] as { id: string }
    const taken = byHand.map((id) =>
      assign(id, { assigneeId: hand.id, whileAssigneeId: null }).then(
        () => true,
        () => false,
      ),
    )
    await Promise.all([distribute(), distribute(), ...taken])
    await settle()
    await distribute()
    await settle()
    const holders = await Promise.all(ids.map(holder))
    expect(holders).not.toContain(null)
    const won = await Promise.all(taken)
    expect(holders.filter((_, at) => won[at])).toEqual(won.filter(Boolean).map(() => hand.id))
    // One leaving each, and nothing waits.
    const rows = await test.db.many<{ n: number }>(sql`
      select count(*)::integer as n from routings
      where workspace_id = ${test.workspaceId} and conversation_id = any(${ids}::uuid[]) group by conversation_id`)
    expect(rows).toEqual(ids.map(() => ({ n: 1 })))
    expect(await waitingIn()).toEqual({ 総合窓口: 0 })
  })

  it('lets nobody wait behind those whom nobody can take', async () => {
    const byHand = await queue({ name: '手動', mode: 'hand', applies: priority('urgent') })
    const skill = await desk.inRoom<{ id: string }>('agents', 'createSkill', { body: { name: newId() } })
    await queue({
      name: '専門',
      applies: priority('high'),
      skills: [{ skillId: skill.id, level: 5, must: true }],
    })
    await queue({ name: '総合' })
    await desk.person()
    const ids = await Promise.all(Array.from({ length: 3 }, () => write()))
    await set('setPriority', ids[0] as string, { priority: 'urgent' })
    await set('setPriority', ids[1] as string, { priority: 'high' })
    await settle()
    // As many more as a pass reads at a time, all of them before the last one.
    for (const [at, name] of [byHand.id, '専門'].entries())
      await test.db.run(sql`
        with more as (
          insert into conversations (workspace_id, id, number, inbox_id, customer_id, status, opened_by, opened_at,
            last_activity_at, last_direction, waiting_since, priority)
          select c.workspace_id, gen_random_uuid(), nextval('conversation_numbers'), c.inbox_id, c.customer_id, c.status, c.opened_by,
            c.opened_at, c.last_activity_at, c.last_direction, c.waiting_since, c.priority
          from conversations c cross join generate_series(1, 600)
          where c.workspace_id = ${test.workspaceId} and c.id = ${ids[at]}
          returning id, waiting_since)
        insert into queued (workspace_id, conversation_id, queue_id, since, rank)
        select ${test.workspaceId}, m.id, q.id, m.waiting_since, ${at}::smallint
        from more m join queues q on q.workspace_id = ${test.workspaceId} and (q.id::text = ${name} or q.name = ${name})`)
    expect(await distribute()).toBe(1)
    expect(await holder(ids[2] as string)).not.toBeNull()
  })

  it('keeps what was given as given where its customer writes in the same moment', async () => {
    await queue({ teamIds: [team.id] })
    const hana = await desk.person()
    const from = `${newId()}@customer.example`
    const key = `mid:${newId()}`
    const id = await write({ messageKey: key }, from)
    await settle()
    let settled: Promise<unknown> = Promise.resolve()
    await test.db.tx(async (tx) => {
      await giveConversations(tx, [{ conversationId: id, agentId: hana.id }])
      await tx.run(
        sql`delete from queued where workspace_id = ${test.workspaceId} and conversation_id = ${id}`,
      )
      // The dispatcher looks at it while the pass is not over yet.
      await test.db.tx(async (other) => other.announce(queuesMoved({ conversationIds: [id], next: null })))
      settled = settle()
      await someoneWaits(test.db)
    })
    await settled
    await settle()
    expect(await waitingIn()).toEqual({ 総合窓口: 0 })
    expect((await routing(id)).routings).toEqual([])
  })

  it('says how fast it goes also where many went in one moment', async () => {
    await queue({ teamIds: [team.id] })
    await desk.person()
    await desk.person()
    const ids = await Promise.all(Array.from({ length: 17 }, () => write()))
    await settle()
    expect(await distribute()).toBe(16)
    desk.minutes(4)
    const left = (await Promise.all(ids.map(async (id) => [id, await holder(id)] as const))).find(
      ([, who]) => who === null,
    )
    // Sixteen in four minutes: one every fifteen seconds.
    expect((await routing(left?.[0] as string)).place?.expectedSeconds).toBe(15)
  })

  it('gives nothing of an inbox that was put away, and counts nothing of it', async () => {
    await queue({})
    const hana = await desk.person()
    const ids = await Promise.all(Array.from({ length: 8 }, () => write()))
    for (const id of ids) await assign(id, { assigneeId: hana.id })
    const last = await write()
    await settle()
    expect(await distribute()).toBe(0)
    const state = (value: string) =>
      test.db.run(sql`
        update inboxes set state = ${value} where workspace_id = ${test.workspaceId} and id = ${desk.inbox}`)
    await state('archived')
    expect(await distribute()).toBe(0)
    await requeue()
    expect((await routing(last)).place).toBeNull()
    await state('active')
    await requeue()
    expect((await routing(last)).place).toMatchObject({ nobody: 'room' })
  })

  it('gives nothing whose answer waits for a second person', async () => {
    await queue({})
    const id = await write()
    await desk.person()
    await test.db.run(sql`
      insert into messages (workspace_id, id, conversation_id, inbox_id, kind, actor_kind, actor_name, text, occurred_at, received_at, receipt)
      values (${test.workspaceId}, ${id}, ${id}, ${desk.inbox}, 'outbound', 'agent', '佐藤', '確認いたします。', now(), now(), 'awaiting')`)
    await test.db.run(sql`
      insert into approvals (workspace_id, message_id, asked_at) values (${test.workspaceId}, ${id}, now())`)
    await settle()
    expect(await distribute()).toBe(0)
  })

  it('goes by time where nothing but time has moved', async () => {
    const waited = {
      condition: 'conversation.waiting-since',
      how: 'older-than',
      value: { amount: 2, unit: 'hours' },
    }
    await queue({ mode: 'hand', urgent: { match: 'all', of: [waited] } as never })
    const old = await write()
    desk.minutes(60)
    const urgent = await write()
    await set('setPriority', urgent, { priority: 'urgent' })
    await settle()
    expect((await routing(urgent)).place).toMatchObject({ position: 1 })
    desk.minutes(61)
    await look(test.db)
    await requeue()
    expect((await routing(old)).place).toMatchObject({ position: 1 })
  })

  it('lets go of a team that is gone: who waited for it alone is taken by hand', async () => {
    const gone = await desk.inRoom<{ id: string }>('agents', 'createTeam', {
      body: { name: newId(), agentIds: [] },
    })
    await queue({ name: '一', teamIds: [gone.id], overflowSeconds: 60, overflowTeamIds: [gone.id] })
    await queue({ name: '二', teamIds: [gone.id, team.id] })
    await desk.inRoom('agents', 'deleteTeam', { params: { teamId: gone.id } })
    await settle()
    expect(await list()).toMatchObject([
      { name: '一', teamIds: [], mode: 'hand', overflowSeconds: null, overflowTeamIds: [] },
      { name: '二', teamIds: [team.id], mode: 'load' },
    ])
  })
})
