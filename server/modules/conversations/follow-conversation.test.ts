import { beforeAll, expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { testApp, type TestApp } from '../../../test/harness/app.ts'

let test: TestApp
let path: string
let colleague: Awaited<ReturnType<TestApp['person']>>
const followers = async (): Promise<string[]> =>
  (await test.owner.ok<{ followerIds: string[] }>('GET', path)).followerIds

beforeAll(async () => {
  test = await testApp()
  const { conversationId } = await receive(test.db, 'hana@example.jp', await addInbox(test.db))
  path = `/api/conversations/${conversationId}`
  colleague = await test.person('lead')
})

it('makes somebody else follow, and lets them go', async () => {
  await test.owner.ok('PUT', `${path}/following`, { following: true })
  await test.owner.ok('PUT', `${path}/following`, { following: true, agentId: colleague.id })
  expect(await followers()).toHaveLength(2)
  expect(await colleague.ok('GET', path)).toMatchObject({ following: true })
  await test.owner.ok('PUT', `${path}/following`, { following: false, agentId: colleague.id })
  expect(await followers()).not.toContain(colleague.id)
})

it('is for those who work on conversations, and with people who are there', async () => {
  const reader = await test.person('readonly', [])
  const other = { following: true, agentId: colleague.id }
  expect((await reader.call('PUT', `${path}/following`, other)).status).toBe(403)
  const gone = { following: true, agentId: '00000000-0000-7000-8000-000000000000' }
  const { status, body } = await test.owner.call<{ code: string }>('PUT', `${path}/following`, gone)
  expect([status, body.code]).toEqual([400, 'conversations.no-such-agent'])
})
