import { beforeAll, describe, expect, it } from 'vitest'
import { addInbox } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { identify } from './index.ts'
import { decidePair } from './decide-pair.ts'
import { listPairs } from './list-pairs.ts'
import { listSuggestedMerges } from './list-suggested-merges.ts'
import { suggestMerges } from './suggest-merges.ts'
import { customersOf } from './fixtures/customers.ts'
import { mergerOf, mergingOf } from './fixtures/merging.ts'

let test: TestDatabase
let inboxA: string
let inboxB: string
beforeAll(async () => {
  test = await testDatabase()
  inboxA = await addInbox(test.db, 'A')
  inboxB = await addInbox(test.db, 'B')
})
const { make } = customersOf(
  () => test,
  () => mergerOf(test),
)
const { merge, undo } = mergingOf(() => test)
const look = (...ids: string[]) => test.db.tx((tx) => suggestMerges(tx, ids))
const pairs = (id: string, caller = mergerOf(test)) => listPairs(test.db, caller, id)

const arrive = async (inboxId: string, ...values: string[]): Promise<string> => {
  const addresses = values.map((value) => ({ kind: value.includes('@') ? 'email' : 'chat', value }))
  const [found] = await test.db.tx((tx) => identify(tx, [{ inboxId, addresses, verified: false }]))
  return found?.customerId as string
}

/** Somebody who wrote to A from an address, and a visitor of B who typed it. */
const claimed = async (name: string) => {
  const owner = await arrive(inboxA, `${name}@example.jp`)
  const visitor = await arrive(inboxB, `visitor-${name}`, `${name}@example.jp`)
  await look(visitor)
  return { owner, visitor, shared: `${name}@example.jp` }
}

describe('a suggestion', () => {
  it('comes from an address that one has and the other typed, from both sides, once', async () => {
    const { owner, visitor, shared } = await claimed('claimed')
    await look(owner, visitor)
    const pair = { reason: 'email', shared, proven: false, state: 'open' }
    expect(await pairs(owner)).toMatchObject([{ ...pair, customer: { id: visitor } }])
    expect(await pairs(visitor)).toMatchObject([{ ...pair, customer: { id: owner } }])
  })

  it('comes from the same name and reading with one more sign, and not without', async () => {
    const person = (name: string, order: string) =>
      make({ name, kana: 'ヤマダ ハナコ', attributes: { order } }).then(({ id }) => id)
    const [one, same, other] = [
      await person('山田 花子', 'A-10023'),
      await person('山田　花子', 'A-10023'),
      await person('山田 花子', 'B-99999'),
    ]
    await look(one, same, other)
    expect(await pairs(one)).toMatchObject([{ reason: 'name', shared: 'A-10023', customer: { id: same } }])
    expect(await pairs(other)).toEqual([])
  })

  it('does not come from what half of the people have: a town, a rank, an amount', async () => {
    const attributes = { prefecture: '神奈川県', sex: 'female', rank: 'ゴールド', spent: 17_800 }
    const person = () => make({ name: '大塚 沙織', kana: 'オオツカ サオリ', attributes }).then(({ id }) => id)
    const [one, same] = [await person(), await person()]
    await look(one, same)
    expect(await pairs(one)).toEqual([])
  })

  it('shows nothing to who sees one of them alone', async () => {
    const { owner, visitor } = await claimed('unseen')
    expect(await pairs(owner, mergerOf(test, new Set([inboxA])))).toEqual([])
    await expect(pairs(visitor, mergerOf(test, new Set([inboxA])))).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it('gives its reason to the merge, goes with it, and is back after the undo', async () => {
    const { owner, visitor } = await claimed('merged')
    const id = await merge(owner, visitor)
    await look(owner, visitor)
    expect(await pairs(owner)).toEqual([])
    await undo(id)
    expect(await pairs(owner)).toMatchObject([{ state: 'open', customer: { id: visitor } }])
  })
})

describe('the suggestions of all customers', () => {
  const page = (limit: number, cursor?: string, caller = mergerOf(test)) =>
    listSuggestedMerges(test.db, caller, { limit, cursor })

  it('come page by page, the newest first, with both people and nothing twice', async () => {
    const first = await claimed('paged1')
    const second = await claimed('paged2')
    const newest = await page(1)
    expect(newest.items).toMatchObject([
      { one: { id: second.owner, email: second.shared }, other: { id: second.visitor }, reason: 'email' },
    ])
    const then = await page(1, newest.next as string)
    expect(then.items).toMatchObject([{ one: { id: first.owner }, shared: first.shared, proven: false }])
    const all = await page(200)
    expect(all.next).toBeNull()
    expect(all.items.slice(0, 2)).toEqual([...newest.items, ...then.items])
  })

  it('leave out who is merged, who is locked and whom the caller does not see', async () => {
    const { owner, visitor } = await claimed('left out')
    const shown = async (caller?: ReturnType<typeof mergerOf>) =>
      (await page(200, undefined, caller)).items.some(({ other }) => other.id === visitor)
    expect(await shown()).toBe(true)
    expect(await shown(mergerOf(test, new Set([inboxA])))).toBe(false)
    expect(await shown(mergerOf(test, new Set([inboxA, inboxB])))).toBe(true)
    const id = await merge(owner, visitor)
    expect(await shown()).toBe(false)
    await undo(id)
    expect(await shown()).toBe(true)
    await test.db.tx((tx) =>
      decidePair(tx, mergerOf(test), { customerId: owner, otherId: visitor, never: true }),
    )
    expect(await shown()).toBe(false)
  })

  it('refuse a cursor that is none of ours', async () => {
    await expect(page(10, 'x')).rejects.toMatchObject({ code: 'customers.cursor' })
  })
})

describe('a locked pair', () => {
  const decide = (customerId: string, otherId: string, never: boolean) =>
    test.db.tx((tx) => decidePair(tx, mergerOf(test), { customerId, otherId, never }))

  it('is never suggested nor merged again until it is unlocked, not even with others', async () => {
    const { owner, visitor } = await claimed('locked')
    const third = (await make({ name: 'Third' })).id
    await decide(visitor, owner, true)
    await look(owner, visitor)
    expect(await pairs(owner)).toMatchObject([{ state: 'never' }])
    await expect(merge(owner, visitor)).rejects.toMatchObject({ code: 'customers.never-merge' })
    const id = await merge(third, visitor)
    await expect(merge(third, owner)).rejects.toMatchObject({ code: 'customers.never-merge' })
    await undo(id)
    await decide(owner, visitor, false)
    expect(await pairs(owner)).toMatchObject([{ state: 'open' }])
    await merge(owner, visitor)
  })

  it('needs both in sight', async () => {
    const { owner, visitor } = await claimed('sight')
    const limited = mergerOf(test, new Set([inboxA]))
    await expect(
      test.db.tx((tx) => decidePair(tx, limited, { customerId: owner, otherId: visitor, never: true })),
    ).rejects.toMatchObject({ kind: 'not-found' })
  })
})
