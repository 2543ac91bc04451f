import { beforeAll, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { openSocket } from '../../../test/harness/socket.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})

it('tells screens to read people and teams again', async () => {
  const agent = await test.person('agent', [])
  const screen = await openSocket<{ type: string; what?: string }>(`${test.url}/api/live`, {
    headers: { authorization: `Bearer ${agent.key}` },
  })
  const stale = (what: string) => screen.wait((frame) => frame.type === 'stale' && frame.what === what)
  await test.owner.ok('POST', '/api/teams', { name: '返品窓口', agentIds: [] })
  expect(await stale('teams')).toMatchObject({ what: 'teams' })
  expect(await stale('agents')).toMatchObject({ what: 'agents' })
  screen.close()
})
