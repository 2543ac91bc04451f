import { beforeAll, describe, expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import { promise } from './fixtures/promising-desk.ts'
import { watchClocks } from './watch-clocks.ts'

let test: TestApp
let inbox: string

beforeAll(async () => {
  test = await testApp()
  inbox = await addInbox(test.db)
})

/** Who was told what of a conversation. */
const told = async (conversationId: string): Promise<string[]> => {
  await watchClocks(test.db)
  await test.settled()
  const rows = await test.db.many<{ name: string; happening: string; why: string }>(sql`
    select a.name, t.happening, t.why from tellings t
    join agents a on a.workspace_id = ${test.workspaceId} and a.id = t.agent_id
    where t.workspace_id = ${test.workspaceId} and t.conversation_id = ${conversationId}
      and t.happening like 'promise-%'
    order by t.id`)
  return rows.map(({ name, happening, why }) => `${name} ${happening} ${why}`)
}

/** Lets the time of its promise pass. */
const pass = (conversationId: string, seconds: number) =>
  test.db.run(sql`
    update sla_clocks set due_at = due_at - ${seconds} * interval '1 second',
      next_at = next_at - ${seconds} * interval '1 second'
    where workspace_id = ${test.workspaceId} and conversation_id = ${conversationId}`)

describe('of a promise people are told', () => {
  it('when its time is nearly over: whoever holds it, else its team, and once', async () => {
    const team = await test.team('一次窓口')
    await test.db.run(sql`
      insert into inbox_teams (workspace_id, inbox_id, team_id) values (${test.workspaceId}, ${inbox}, ${team})`)
    const hana = await test.person('agent', [team])
    await test.person('agent', [team])
    await test.person('lead')
    await test.owner.ok('POST', '/api/sla-policies', promise({ nextSeconds: null, resolveSeconds: null }))
    const held = await receive(test.db, 'a@mail.example', inbox)
    const free = await receive(test.db, 'b@mail.example', inbox)
    await test.owner.ok('PUT', `/api/conversations/${held.conversationId}/assignee`, { assigneeId: hana.id })
    await test.settled()
    for (const { conversationId } of [held, free]) await pass(conversationId, 2000)
    expect(await told(held.conversationId)).toEqual(['agent 1 promise-soon holder'])
    expect((await told(free.conversationId)).toSorted()).toEqual([
      'agent 1 promise-soon groups',
      'agent 2 promise-soon groups',
    ])
    for (const { conversationId } of [held, free]) await pass(conversationId, 2000)
    expect((await told(held.conversationId)).slice(1).toSorted()).toEqual([
      'agent 1 promise-broken holder',
      'lead 3 promise-broken permitted',
      'owner promise-broken permitted',
    ])
    expect(await told(held.conversationId)).toHaveLength(4)
  })
})
