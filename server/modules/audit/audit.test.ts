import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'

interface Entry {
  id: string
  at: string
  actorName: string
  action: string
  subjectId: string | null
  details: Record<string, unknown>
}

let test: TestApp

beforeAll(async () => {
  test = await testApp()
})

const log = async (query: string): Promise<{ items: Entry[]; next: string | null }> =>
  test.owner.ok('GET', `/api/audit?${query}`)

describe('the audit log', () => {
  it('tells what was before and what is now', async () => {
    await test.owner.ok('PATCH', '/api/workspace', { name: '新しい店', undoSeconds: 20 })
    const [entry] = (await log('action=workspace.update&limit=1')).items
    expect(entry?.details).toEqual({
      name: { from: 'Test shop', to: '新しい店' },
      undoSeconds: { from: expect.any(Number), to: 20 },
    })
    const brand = await test.owner.ok<{ id: string }>('POST', '/api/brands', {
      name: 'つむぎ草堂',
      language: 'ja',
      colour: '#112233',
    })
    await test.owner.ok('PATCH', `/api/brands/${brand.id}`, { name: 'つむぎ' })
    expect((await log(`subjectId=${brand.id}`)).items[0]?.details).toEqual({
      name: { from: 'つむぎ草堂', to: 'つむぎ' },
    })
  })

  it('keeps the name of a tag that is gone', async () => {
    const tag = await test.owner.ok<{ id: string }>('POST', '/api/tags', { name: '返品', colour: '#112233' })
    await test.owner.ok('PATCH', `/api/tags/${tag.id}`, { colour: '#445566' })
    await test.owner.ok('DELETE', `/api/tags/${tag.id}`)
    expect((await log(`subjectId=${tag.id}`)).items.map(({ action, details }) => [action, details])).toEqual([
      ['conversations.delete-tag', { name: '返品' }],
      ['conversations.update-tag', { name: '返品', colour: { from: '#112233', to: '#445566' } }],
    ])
  })

  it('never keeps the secret of a webhook, and tells what was changed of it', async () => {
    const { webhook, secret } = await test.owner.ok<{ webhook: { id: string }; secret: string }>(
      'POST',
      '/api/webhooks',
      { url: 'http://127.0.0.1:9/hook', events: ['message.received'] },
    )
    await test.owner.ok('PATCH', `/api/webhooks/${webhook.id}`, { state: 'paused' })
    const { items } = await log(`subjectId=${webhook.id}`)
    expect(items[0]?.details).toEqual({
      url: 'http://127.0.0.1:9/hook',
      state: { from: 'active', to: 'paused' },
    })
    expect(JSON.stringify(items)).not.toContain(secret)
  })

  it('is narrowed down by person, room and time, and goes on page by page', async () => {
    const other = await test.person('owner')
    await other.ok('PATCH', '/api/workspace', { undoSeconds: 5 })
    const { items } = await log(`actorId=${other.id}`)
    expect(items.map(({ action }) => action)).toEqual(['workspace.update'])
    const all = (await log('limit=200')).items
    const middle = all[Math.floor(all.length / 2)]?.at ?? ''
    const ids = (entries: Entry[]) => entries.map(({ id }) => id)
    expect([
      ...ids((await log(`limit=200&from=${middle}`)).items),
      ...ids((await log(`limit=200&to=${middle}`)).items),
    ]).toEqual(ids(all))
    const paged: Entry[] = []
    let cursor = ''
    do {
      const page = await log(`limit=3${cursor}`)
      paged.push(...page.items)
      cursor = page.next === null ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(ids(paged)).toEqual(ids(all))
    expect(
      (await log('action=conversations.')).items.every(({ action }) => action.startsWith('conversations.')),
    ).toBe(true)
  })

  it('takes a sign of search patterns as it is', async () => {
    expect((await log('action=%25')).items).toEqual([])
  })
})

describe('a text in the audit log', () => {
  it('is looked for in who, what, about whom and the details', async () => {
    const tag = await test.owner.ok<{ id: string }>('POST', '/api/tags', {
      name: '100%_お急ぎ便',
      colour: '#112233',
    })
    await test.owner.ok('DELETE', `/api/tags/${tag.id}`)
    const found = async (query: string) => (await log(query)).items.map(({ subjectId }) => subjectId)
    expect(await found(`q=${encodeURIComponent('%_お急ぎ')}`)).toEqual([tag.id])
    expect(await found(`q=${tag.id}`)).toEqual([tag.id])
    expect(await found('q=delete-TAG&limit=1')).toEqual([tag.id])
    expect(await found('q=%25%25')).toEqual([])
    expect((await log('q=owner')).items.length).toBeGreaterThan(0)
    // What the screen calls so.
    expect(await found(`q=zzz&alsoSubjects=${tag.id},x`)).toEqual([tag.id])
    expect(await found('q=zzz&alsoActions=conversations.delete-tag&limit=1')).toEqual([tag.id])
    expect(await found(`q=zzz&alsoSubjects=${tag.id}&action=agents.`)).toEqual([])
  })
})

describe('the audit log as a file', () => {
  const file = async (query: string) => {
    const address = `${test.url}/api/audit/export?${query}`
    const answer = await fetch(address, { headers: { authorization: `Bearer ${test.owner.key}` } })
    return { status: answer.status, body: await answer.text(), headers: answer.headers }
  }

  it('holds what is shown, and nothing that a spreadsheet would run', async () => {
    const name = '=HYPERLINK("https://evil.example")'
    const mallory = await test.person('owner')
    await mallory.ok('PATCH', '/api/me', { name })
    const tag = await mallory.ok<{ id: string }>('POST', '/api/tags', { name: '危険', colour: '#112233' })
    await mallory.ok('DELETE', `/api/tags/${tag.id}`)
    const { body, headers } = await file(`format=csv&subjectId=${tag.id}`)
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename\*=.*audit_.*\.csv$/)
    expect(headers.get('cache-control')).toBe('no-store')
    const [head, line, ...others] = body
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n')
    expect(head).toBe('at,actor_kind,actor_id,actor_name,action,subject_kind,subject_id,details,id')
    expect(line).toContain(`"'=HYPERLINK(""https://evil.example"")",conversations.delete-tag,tag,${tag.id}`)
    expect(others).toEqual([])
  })

  it('holds every entry once as JSON lines, however many pages it takes', async () => {
    const made = Array.from({ length: 2500 }, () => newId())
    await test.db.run(sql`
      insert into audit_entries
        (workspace_id, id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details)
      select ${test.workspaceId}, n.id, now(), 'system', null, 'system', 'test.many', 'test', null, '{}'
      from unnest(${made}::uuid[]) as n (id)`)
    const { body } = await file('format=jsonl&action=test.many')
    const lines = body.split('\n').filter((line) => line !== '')
    expect(lines.map((line) => (JSON.parse(line) as Entry).id)).toEqual(made.toReversed())
  })

  it('is noted with what was asked for, and is for owners alone', async () => {
    await file('format=csv&q=%E5%8D%B1')
    const [entry] = (await log('action=audit.export&limit=1')).items
    expect(entry?.details).toEqual({ format: 'csv', q: '危' })
    const lead = await test.person('lead')
    expect((await lead.call('GET', '/api/audit/export?format=csv')).status).toBe(403)
    expect((await file('format=exe')).status).toBe(400)
  })
})
