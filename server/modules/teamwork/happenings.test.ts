import { expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { testApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import { watchTasks } from './tasks/watch-tasks.ts'

it('tells of a task whoever is given it, and once it is overdue them or whoever holds the conversation', async () => {
  const test = await testApp()
  const hana = await test.person('lead')
  const { conversationId } = await receive(test.db, 'a@mail.example', await addInbox(test.db))
  await test.owner.ok('PUT', `/api/conversations/${conversationId}/assignee`, { assigneeId: hana.id })
  const give = (title: string, more: object) =>
    test.owner.ok('POST', `/api/conversations/${conversationId}/tasks`, { title, ...more })
  const yesterday = new Date(Date.now() - 86_400_000).toISOString()
  await give('倉庫に確認', { assigneeId: hana.id, dueAt: yesterday })
  await give('お詫びの品', { assigneeId: null, dueAt: yesterday })
  await watchTasks(test.db)
  await test.settled()
  const told = () =>
    test.db.many(sql`
    select agent_id as "agentId", happening, count, why from tellings
    where workspace_id = ${test.workspaceId} and happening like 'task-%' order by happening, why`)
  // The job of the minute may tell of the same at the same time.
  await expect
    .poll(told)
    .toEqual([
      { agentId: hana.id, happening: 'task-given', count: 1, why: 'person' },
      expect.objectContaining({ agentId: hana.id, happening: 'task-overdue', count: 2 }),
    ])
})
