import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { addCustomers, listCustomers } from './index.ts'
import { customersOf, ownerOf } from './fixtures/customers.ts'

let test: TestDatabase
let owner: Caller

beforeAll(async () => {
  test = await testDatabase()
  owner = ownerOf(test)
})
beforeEach(() => test.clock.forward(60))

const { make, names } = customersOf(
  () => test,
  () => owner,
)

describe('the list', () => {
  it('goes page by page through everybody once, last seen first', async () => {
    const ids = await test.db.tx((tx) =>
      addCustomers(
        tx,
        Array.from({ length: 25 }, (_, n) => ({
          name: `頁送り ${n}`,
          // Five share each moment: the id decides between them.
          lastSeenAt: new Date(Date.UTC(2020, 0, 1 + Math.floor(n / 5))),
        })),
      ),
    )
    const seen: string[] = []
    const moments: string[] = []
    let cursor: string | undefined
    do {
      const page = await listCustomers(test.db, owner, { q: '頁送り', cursor, limit: 4 })
      seen.push(...page.items.map(({ id }) => id))
      moments.push(...page.items.map(({ lastSeenAt }) => lastSeenAt ?? ''))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(seen).toHaveLength(25)
    expect(new Set(seen)).toEqual(new Set(ids))
    expect(moments).toEqual(moments.toSorted().toReversed())
  })

  it('refuses a cursor that is not its own', async () => {
    for (const cursor of ['x', '2020-01-01_x', "2020-01-01'_", '_']) {
      await expect(listCustomers(test.db, owner, { cursor, limit: 5 })).rejects.toMatchObject({
        kind: 'invalid',
      })
    }
  })

  it('finds names, kana and addresses in any width, and two characters are enough', async () => {
    await make({ name: '髙橋 一郎', kana: 'タカハシ イチロウ', email: 'ichiro.t@example.jp' })
    for (const q of [
      '髙橋',
      '一郎',
      'ﾀｶﾊｼ',
      'たかはし いち',
      'ichi',
      'ＩＣＨＩＲＯ．Ｔ',
      'ichiro.t@example.jp',
      '郎',
    ]) {
      expect(await names(q)).toContain('髙橋 一郎')
    }
    for (const q of ['橋髙', 'example.com', '髙橋 次郎', '！', "' | 'x", '%']) {
      expect(await names(q)).not.toContain('髙橋 一郎')
    }
  })

  it('finds rare ones behind thousands of others', async () => {
    await test.db.tx((tx) =>
      addCustomers(tx, [
        { name: '稀少 珠代', lastSeenAt: new Date('2001-01-01') },
        ...Array.from({ length: 6000 }, (_, n) => ({ name: `群衆 ${n}` })),
      ]),
    )
    expect(await names('稀少')).toEqual(['稀少 珠代'])
    expect(await names('群衆')).toHaveLength(50)
  })
})
