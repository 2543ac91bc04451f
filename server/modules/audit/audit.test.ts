import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'

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
