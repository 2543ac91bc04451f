import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'

let test: TestApp

beforeAll(async () => {
  test = await testApp()
  const define = { label: '会員ランク', type: 'text', choices: [], position: 0 }
  await test.owner.ok('PUT', '/api/customer-attributes/rank', define)
  await test.owner.ok('PUT', '/api/customer-attributes/spent', {
    ...define,
    label: '累計購入額',
    type: 'number',
    choices: [],
  })
  await test.owner.ok('POST', '/api/customers', {
    name: '山田 花子',
    kana: 'やまだ はなこ',
    email: 'hanako@customer.example',
    attributes: { rank: 'ゴールド, 会員', spent: 1_234_567.5 },
  })
  await test.owner.ok('POST', '/api/customers', { name: '=HYPERLINK("https://evil.example")' })
})

describe('the customers as a file', () => {
  it('are all in it, with their attributes, and nothing that a spreadsheet would run', async () => {
    const { status, body, headers } = await test.owner.call<string>('GET', '/api/customers.csv')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
    const lines = body
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toBe(
      'customer_id,name,kana,email,phone,language,created_at,last_seen_at,conversations,rank,spent',
    )
    const hanako = lines.find((line) => line.includes('山田 花子'))
    expect(hanako).toContain('やまだ はなこ,hanako@customer.example,,,')
    expect(hanako).toMatch(/,0,"ゴールド, 会員",1234567\.5$/)
    expect(body).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
    const { items } = await test.owner.ok<{ items: { action: string }[] }>(
      'GET',
      '/api/audit?action=customers.export',
    )
    expect(items).toHaveLength(1)
  })

  it('hold only those whom a lead may see, and agents get none', async () => {
    const lead = await test.person('lead')
    expect((await lead.call<string>('GET', '/api/customers.csv')).body).toContain('山田 花子')
    const agent = await test.person('agent')
    expect((await agent.call('GET', '/api/customers.csv')).status).toBe(403)
  })
})
