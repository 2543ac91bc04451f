import { beforeAll, expect, it, vi } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import type { TestApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import { openTwoTeams, type Person } from './fixtures/two-teams.ts'
import { refreshSearch, startRefresh } from './refresh-search.ts'

let test: TestApp
let owner: Person
let orders: string

beforeAll(async () => {
  ;({ test, owner, orders } = await openTwoTeams())
})

const found = async (q: string): Promise<number[]> => {
  const { items, customers } = await owner.ok<{ items: unknown[]; customers: unknown[] }>(
    'GET',
    `/api/search?q=${encodeURIComponent(q)}`,
  )
  return [items.length, customers.length]
}
const progress = (): Promise<unknown> => owner.ok('GET', '/api/search-refresh')
const running = (signal = new AbortController().signal): Promise<void> =>
  refreshSearch({ db: test.db, signal })

it('writes anew what an earlier version wrote, and goes on where it was interrupted', async () => {
  for (const name of ['髙梨', '髙柳'])
    await receive(test.db, `${encodeURIComponent(name)}@mail.example`, orders, {
      text: `${name}です`,
      subject: '',
    })
  await test.db.run(sql`update customers set name = '髙梨 栞' where workspace_id = ${test.workspaceId}`)
  await test.settled()
  // As version 0 left it: nothing was folded, and no word of customers was kept in two forms.
  await test.db.run(sql`
    update search_documents set body = replace(body, '高', '髙'), tokens = array_to_tsvector('{髙梨,髙柳}'::text[])
    where workspace_id = ${test.workspaceId}`)
  await test.db.run(sql`
    update customers set search_text = name, tokens = array_to_tsvector('{髙梨}'::text[])
    where workspace_id = ${test.workspaceId}`)
  expect(await found('高梨')).toEqual([0, 0])

  const stopped = new AbortController()
  stopped.abort(new Error('stopping'))
  await expect(running(stopped.signal)).rejects.toThrow('stopping')
  expect(await progress()).toEqual({ underWay: true, done: 0, total: 6 })
  await running()
  expect(await found('高梨')).toEqual([3, 2])
  expect(await found('栞高梨')).toEqual([2, 2])
  expect(await progress()).toEqual({ underWay: false, done: 6, total: 6 })
})

it('begins by itself where an earlier version wrote the index, and only there', async () => {
  const at = (): Promise<{ version: number; started: Date }> =>
    test.db.one(sql`
      select version, started_at as started from search_refreshes where workspace_id = ${test.workspaceId}`)
  const before = await at()
  await startRefresh(test.db)
  await test.db.run(sql`update search_refreshes set version = 0 where workspace_id = ${test.workspaceId}`)
  await startRefresh(test.db)
  await vi.waitFor(async () => expect((await at()).version).toBe(before.version), {
    timeout: 50_000,
    interval: 100,
  })
  await vi.waitFor(async () => expect(await progress()).toMatchObject({ underWay: false, done: 6 }), {
    timeout: 50_000,
    interval: 100,
  })
})
