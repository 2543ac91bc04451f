import { expect, it } from 'vitest'
import { promisingDesk } from './fixtures/promising-desk.ts'

it('says of which conversations the clocks are other now, and only of these', async () => {
  const desk = await promisingDesk()
  const told: string[] = []
  desk.test.database.onCommit((_workspaceId, announcements) => {
    for (const { name, payload } of announcements)
      if (name === 'sla.clocks-changed')
        told.push(...(payload as { conversationIds: string[] }).conversationIds)
  })
  await desk.policy()
  const id = await desk.write()
  await desk.settle()
  expect(told.splice(0)).toEqual([id])
  await desk.set('setPriority', id, { priority: 'high' })
  await desk.settle()
  expect(told).toEqual([])
  await desk.answer(id)
  await desk.settle()
  expect(told).toEqual([id])
})
