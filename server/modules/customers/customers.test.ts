import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addInbox, personWith } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { createCustomer } from './create-customer.ts'
import { getCustomer } from './get-customer.ts'
import { addConversationCounts, identify, linkInboxes, listCustomers, seesCustomer } from './index.ts'
import { deleteAttribute, saveAttribute } from './save-attribute.ts'
import { addIdentity, removeIdentity } from './save-identity.ts'
import { addNote, listNotes, removeNote } from './save-note.ts'
import { updateCustomer } from './update-customer.ts'
import { customersOf, ownerOf } from './fixtures/customers.ts'

let test: TestDatabase
let owner: Caller
let inboxA: string
let inboxB: string

beforeAll(async () => {
  test = await testDatabase()
  owner = ownerOf(test)
  inboxA = await addInbox(test.db)
  inboxB = await addInbox(test.db)
})
beforeEach(() => test.clock.forward(60))

const { make, names } = customersOf(
  () => test,
  () => owner,
)

describe('a customer made by hand', () => {
  it('has what was entered', async () => {
    const made = await make({
      name: ' 山田 花子 ',
      kana: 'ヤマダ ハナコ',
      email: 'Yamada@example.jp',
      phone: '090-1111-2222',
      language: 'ja',
      attributes: { rank: 'gold', visits: 3, member: true },
    })
    expect(made).toMatchObject({
      name: '山田 花子',
      kana: 'ヤマダ ハナコ',
      email: 'Yamada@example.jp',
      phone: '090-1111-2222',
      attributes: { rank: 'gold', visits: 3, member: true },
      conversationCount: 0,
    })
    expect(await getCustomer(test.db, owner, made.id)).toMatchObject({ ...made, claims: [] })
  })

  it('is refused when the address belongs to somebody, and nothing of it stays', async () => {
    await make({ name: 'First', email: 'dup@example.jp' })
    await expect(make({ name: 'Second', email: 'DUP@example.jp' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'customers.address-taken',
    })
    expect(await names('Second')).toEqual([])
  })

  it('needs a name', async () => {
    await expect(make({ name: ' 　 ' })).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('needs the permission', async () => {
    const reader = personWith(test.workspaceId, ['customers.read'], 'all')
    await expect(
      test.db.tx((tx) => createCustomer(tx, reader, { name: 'x', attributes: {} })),
    ).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('changing a customer', () => {
  it('changes what is given, removes attributes set to null, and finds the new name', async () => {
    const { id } = await make({ name: '旧姓 太郎', attributes: { a: '1', b: '2' } })
    const changed = await test.db.tx((tx) =>
      updateCustomer(tx, owner, id, { name: '新姓 太郎', kana: 'しんせい', attributes: { a: null, c: 'x' } }),
    )
    expect(changed).toMatchObject({ name: '新姓 太郎', kana: 'しんせい', attributes: { b: '2', c: 'x' } })
    expect(await getCustomer(test.db, owner, id)).toMatchObject(changed)
    expect(await names('旧姓')).toEqual([])
    expect(await names('シンセイ')).toEqual(['新姓 太郎'])
  })

  it('keeps the attributes that two agents set at once', async () => {
    const { id } = await make({ name: 'Both' })
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((key) =>
        test.db.tx((tx) => updateCustomer(tx, owner, id, { attributes: { [key]: key } })),
      ),
    )
    expect((await getCustomer(test.db, owner, id)).attributes).toEqual({ a: 'a', b: 'b', c: 'c', d: 'd' })
  })

  it('holds attributes to their definitions', async () => {
    const define = (key: string, type: 'number' | 'date' | 'choice' | 'boolean', choices: string[] = []) =>
      test.db.tx((tx) => saveAttribute(tx, owner, { key, label: key, type, choices, position: 0 }))
    await define('points', 'number')
    await define('birthday', 'date')
    await define('plan', 'choice', ['月', '年', '月'])
    await define('vip', 'boolean')
    const { id } = await make({ name: 'Attributes' })
    const set = (attributes: Record<string, string | number | boolean>) =>
      test.db.tx((tx) => updateCustomer(tx, owner, id, { attributes }))
    await set({ points: 5, birthday: '1990-02-28', plan: '年', vip: false })
    const wrongs: Record<string, string>[] = [
      { points: 'five' },
      { birthday: '1990-02-30' },
      { birthday: '2026-99-99' },
      { birthday: 'yesterday' },
      { plan: '週' },
      { vip: 'yes' },
    ]
    for (const wrong of wrongs) {
      await expect(set(wrong)).rejects.toMatchObject({ code: 'customers.attributes' })
    }
    await test.db.tx((tx) => deleteAttribute(tx, owner, 'points'))
    expect(await set({ points: 'five' })).toMatchObject({ attributes: { points: 'five', plan: '年' } })
  })
})

describe('who may see a customer', () => {
  it('is whoever sees an inbox through which they wrote; without any conversation everybody', async () => {
    const write = async (inboxId: string, value: string) =>
      (
        await test.db.tx((tx) =>
          identify(tx, [
            { inboxId, verified: false, addresses: [{ kind: 'email', value, name: `視界 ${value}` }] },
          ]),
        )
      )[0]!.customerId
    const inA = await write(inboxA, 'in-a@example.jp')
    const inB = await write(inboxB, 'in-b@example.jp')
    const { id: fresh } = await make({ name: '視界 fresh' })
    const agentOfB = personWith(test.workspaceId, ['customers.read', 'customers.write'], new Set([inboxB]))
    expect(await names('視界', agentOfB)).toEqual(['視界 fresh', '視界 in-b@example.jp'])
    expect((await listCustomers(test.db, agentOfB, { limit: 200 })).items.map(({ id }) => id)).not.toContain(
      inA,
    )
    expect(await seesCustomer(test.db, agentOfB, inB)).toBe(true)
    expect(await seesCustomer(test.db, agentOfB, fresh)).toBe(true)
    expect(await seesCustomer(test.db, agentOfB, inA)).toBe(false)
    const refused = { kind: 'not-found', code: 'customers.no-customer' }
    await expect(getCustomer(test.db, agentOfB, inA)).rejects.toMatchObject(refused)
    await expect(listNotes(test.db, agentOfB, inA)).rejects.toMatchObject(refused)
    for (const work of [
      () => test.db.tx((tx) => updateCustomer(tx, agentOfB, inA, { name: 'x' })),
      () => test.db.tx((tx) => addNote(tx, agentOfB, inA, 'x')),
      () => test.db.tx((tx) => removeNote(tx, agentOfB, inA, newId())),
      () => test.db.tx((tx) => addIdentity(tx, agentOfB, inA, { kind: 'phone', value: '1234567' })),
      () => test.db.tx((tx) => removeIdentity(tx, agentOfB, inA, newId())),
    ]) {
      await expect(work()).rejects.toMatchObject(refused)
    }
    await test.db.tx((tx) => linkInboxes(tx, [{ customerId: inA, inboxId: inboxB }]))
    expect(await seesCustomer(test.db, agentOfB, inA)).toBe(true)
  })

  it('is nobody of another workspace', async () => {
    const { id } = await make({ name: 'Ours' })
    const other = await test.database.reference.one<{ id: number }>(sql`
      insert into workspaces (name, language, time_zone, created_at)
      values ('Other', 'ja', 'Asia/Tokyo', ${test.clock.now()}) returning id`)
    const db = test.database.in(other.id)
    expect((await listCustomers(db, systemCaller(other.id), { limit: 10 })).items).toEqual([])
    await expect(getCustomer(db, systemCaller(other.id), id)).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('kept counts', () => {
  it('grow by each conversation', async () => {
    const { id } = await make({ name: 'Counted' })
    await test.db.tx((tx) => addConversationCounts(tx, [id, id]))
    await test.db.tx((tx) => addConversationCounts(tx, [id]))
    expect((await getCustomer(test.db, owner, id)).conversationCount).toBe(3)
  })
})
