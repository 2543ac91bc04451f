import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { createCustomer } from './create-customer.ts'
import { getCustomer } from './get-customer.ts'
import {
  addConversationCounts,
  addCustomers,
  emailOf,
  identify,
  linkInboxes,
  listCustomers,
  seesCustomer,
} from './index.ts'
import { deleteAttribute, saveAttribute } from './save-attribute.ts'
import { addIdentity, removeIdentity } from './save-identity.ts'
import { addNote, forgetNotes, listNotes, removeNote, restoreNote } from './save-note.ts'
import { updateCustomer } from './update-customer.ts'

let test: TestDatabase
let owner: Caller
const inboxA = newId()
const inboxB = newId()

const person = (permissions: string[], sight: Caller['sight']): Caller => ({
  workspaceId: test.workspaceId,
  kind: 'person',
  id: newId(),
  name: 'Agent',
  role: 'agent',
  permissions: new Set(permissions),
  sight,
})

beforeAll(async () => {
  test = await testDatabase()
  owner = person(['customers.read', 'customers.write', 'settings.write'], 'all')
  await test.db.run(sql`
    insert into inboxes (workspace_id, id, channel, name, created_at)
    select ${test.workspaceId}, i.id, 'pigeon', 'Loft', ${test.clock.now()}
    from unnest(${[inboxA, inboxB]}::uuid[]) as i (id)`)
})

beforeEach(() => test.clock.forward(60))

const make = (input: Partial<Parameters<typeof createCustomer>[2]> & { name: string }) =>
  test.db.tx((tx) => createCustomer(tx, owner, { attributes: {}, ...input }))
const names = async (q: string, caller = owner) =>
  (await listCustomers(test.db, caller, { q, limit: 50 })).items.map(({ name }) => name)

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
    const reader = person(['customers.read'], 'all')
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

describe('addresses', () => {
  it('are added, found, and removed', async () => {
    const { id } = await make({ name: 'Addressed' })
    const added = await test.db.tx((tx) =>
      addIdentity(tx, owner, id, { kind: 'phone', value: '080-3333-4444' }),
    )
    expect(added).toMatchObject({ kind: 'phone', value: '080-3333-4444', verified: false })
    expect(await names('08033334444')).toEqual(['Addressed'])
    expect(await names('4444')).toEqual(['Addressed'])
    expect(await names('+81 80 3333')).toEqual(['Addressed'])
    await expect(
      test.db.tx((tx) => addIdentity(tx, owner, id, { kind: 'phone', value: '+818033334444' })),
    ).rejects.toMatchObject({ kind: 'conflict' })
    await test.db.tx((tx) => removeIdentity(tx, owner, id, added.id))
    expect(await names('08033334444')).toEqual([])
    await expect(test.db.tx((tx) => removeIdentity(tx, owner, id, added.id))).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  it('are both found when two agents add one each at once', async () => {
    const { id } = await make({ name: 'At once' })
    const add = (value: string) => test.db.tx((tx) => addIdentity(tx, owner, id, { kind: 'email', value }))
    const watcher = new pg.Client({ connectionString: test.connectionString })
    await watcher.connect()
    const isWaiting = async () =>
      (await watcher.query('select 1 from pg_locks where not granted limit 1')).rows.length > 0
    let second: Promise<unknown> = Promise.resolve()
    await test.db.tx(async (tx) => {
      await addIdentity(tx, owner, id, { kind: 'email', value: 'first@at-once.example' })
      second = add('second@at-once.example')
      await expect.poll(isWaiting, { timeout: 10_000, interval: 5 }).toBe(true)
    })
    await second
    await watcher.end()
    expect(await names('first@at-once')).toEqual(['At once'])
    expect(await names('second@at-once')).toEqual(['At once'])
  })

  it('of a mail reach a customer: a proven one first, a claimed one of somebody else’s last', async () => {
    const { id } = await make({ name: 'Mail', email: 'mail-owner@example.jp' })
    expect(await emailOf(test.db, id)).toBe('mail-owner@example.jp')
    const [visitor] = await test.db.tx((tx) =>
      identify(tx, [
        {
          inboxId: inboxA,
          verified: false,
          addresses: [
            { kind: 'chat', value: 'claims' },
            { kind: 'email', value: 'mail-owner@example.jp' },
          ],
        },
      ]),
    )
    expect(await emailOf(test.db, visitor!.customerId)).toBe('mail-owner@example.jp')
    expect(await emailOf(test.db, newId())).toBeUndefined()
  })
})

describe('notes', () => {
  it('are listed newest first and can be removed', async () => {
    const { id } = await make({ name: 'Noted' })
    const first = await test.db.tx((tx) => addNote(tx, owner, id, ' お電話は夕方 '))
    await test.db.tx((tx) => addNote(tx, owner, id, 'Second'))
    expect((await listNotes(test.db, owner, id)).map(({ text }) => text)).toEqual(['Second', 'お電話は夕方'])
    await test.db.tx((tx) => removeNote(tx, owner, id, first.id))
    expect(await listNotes(test.db, owner, id)).toMatchObject([{ text: 'Second', authorId: owner.id }])
  })

  it('come back as they were, by whoever brings them back, for an hour', async () => {
    const { id } = await make({ name: 'Restored' })
    const note = await test.db.tx((tx) => addNote(tx, owner, id, '消した'))
    const remove = () => test.db.tx((tx) => removeNote(tx, owner, id, note.id))
    const other = person(['customers.read', 'customers.write'], 'all')
    const restore = () => test.db.tx((tx) => restoreNote(tx, other, id, note.id))
    const gone = { code: 'customers.no-note' }
    await expect(restore()).rejects.toMatchObject(gone)
    await remove()
    await expect(remove()).rejects.toMatchObject(gone)
    expect(await listNotes(test.db, owner, id)).toEqual([])
    test.clock.forward(600)
    await test.db.tx(forgetNotes)
    expect(await restore()).toEqual(note)
    expect(await listNotes(test.db, owner, id)).toEqual([note])
    await remove()
    test.clock.forward(3700)
    await test.db.tx(forgetNotes)
    await expect(restore()).rejects.toMatchObject(gone)
  })
})

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
    const agentOfB = person(['customers.read', 'customers.write'], new Set([inboxB]))
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
