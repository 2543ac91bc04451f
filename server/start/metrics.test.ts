import { beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/db/index.ts'
import { newId } from '../kernel/ids.ts'
import { testApp, type TestApp } from '../../test/harness/app.ts'

let test: TestApp
let inboxId: string

beforeAll(async () => {
  test = await testApp()
  inboxId = (await test.inbox('chat')).id
})

const scrape = async (headers: Record<string, string> = {}): Promise<{ status: number; text: string }> => {
  const response = await fetch(`${test.url}/metrics`, { headers })
  return { status: response.status, text: await response.text() }
}
/** Value of one line; the labels in any order. */
const value = (text: string, name: string, labels: Record<string, string> = {}): number | undefined => {
  const line = text
    .split('\n')
    .find(
      (one) =>
        one.startsWith(`madoguchi_${name}`) &&
        /[ {]/.test(one.charAt(`madoguchi_${name}`.length)) &&
        Object.entries(labels).every(([key, wanted]) => one.includes(`${key}="${wanted}"`)),
    )
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ') + 1))
}

describe('metrics', () => {
  it('count what waits and what went wrong at the moment of asking', async () => {
    const before = await scrape()
    expect(before.status).toBe(200)
    for (const state of ['waiting', 'held', 'sending', 'failed', 'uncertain'])
      expect(value(before.text, 'deliveries', { state })).toBe(0)
    expect(value(before.text, 'arrivals', { state: 'quarantined' })).toBe(0)
    expect(value(before.text, 'database_up')).toBe(1)
    await test.db.run(sql`
      insert into arrivals (workspace_id, id, inbox_id, external_id, raw, state, received_at)
      values (${test.workspaceId}, ${newId()}, ${inboxId}, 'x', ${Buffer.from('?')}, 'quarantined', now())`)
    const after = await scrape()
    expect(value(after.text, 'arrivals', { state: 'quarantined' })).toBe(1)
    expect(value(after.text, 'db_connections', { state: 'idle' })).toBeGreaterThan(0)
    expect(value(after.text, 'jobs', { state: 'failed' })).toBe(0)
    expect(after.text).toContain('process_cpu_seconds_total')
    expect(after.text).toMatch(/madoguchi_info\{version="\d+\.\d+\.\d+"\} 1/)
  })

  it('time requests by the pattern of their address, never by the address', async () => {
    const secretName = 'hanako-in-the-address'
    await test.owner.call('GET', `/api/conversations/${newId()}`)
    await test.owner.call('GET', `/api/${secretName}?q=${secretName}`)
    await test.owner.call('GET', `/${secretName}`)
    const { text } = await scrape()
    const labels = { method: 'GET', route: '/api/conversations/:conversationId', status: '404' }
    expect(value(text, 'http_request_duration_seconds_count', labels)).toBe(1)
    expect(text).not.toContain(secretName)
    expect(value(text, 'http_request_duration_seconds_count', { route: '(unknown)' })).toBeGreaterThan(0)
  })

  it('are for programs on this machine, and for owners elsewhere', async () => {
    const agent = await test.person('agent')
    const outside = { 'x-forwarded-for': '203.0.113.7' }
    expect((await scrape(outside)).status).toBe(401)
    expect((await scrape({ ...outside, authorization: `Bearer ${agent.key}` })).status).toBe(403)
    expect((await scrape({ ...outside, authorization: 'Bearer nonsense' })).status).toBe(401)
    expect((await scrape({ ...outside, authorization: `Bearer ${test.owner.key}` })).status).toBe(200)
  })
})
