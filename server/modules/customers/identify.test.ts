import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { systemCaller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { listen } from '../../kernel/events/index.ts'
import { newId } from '../../kernel/ids.ts'
import { customerChanged, customerCreated } from './events.ts'
import { getCustomer } from './get-customer.ts'
import { addCustomers, identify, listCustomers, type Arriver } from './index.ts'

let test: TestDatabase
const inboxA = newId()
const inboxB = newId()

beforeAll(async () => {
  test = await testDatabase()
  await test.db.run(sql`
    insert into inboxes (workspace_id, id, channel, name, created_at)
    select ${test.workspaceId}, i.id, 'pigeon', 'Loft', ${test.clock.now()}
    from unnest(${[inboxA, inboxB]}::uuid[]) as i (id)`)
})

beforeEach(() => test.clock.forward(3600))

const mail = (value: string, name?: string): Arriver => ({
  inboxId: inboxA,
  addresses: [{ kind: 'email', value, name }],
  verified: false,
})

const chat = (id: string, more: Partial<Arriver> = {}, ...others: Arriver['addresses']): Arriver => ({
  inboxId: inboxA,
  addresses: [{ kind: 'chat', value: id }, ...others],
  verified: false,
  ...more,
})

const arrive = (...arrivers: Arriver[]) => test.db.tx((tx) => identify(tx, arrivers))
const one = async (arriver: Arriver) => (await arrive(arriver))[0]!
const read = (id: string) => getCustomer(test.db, systemCaller(test.workspaceId), id)

describe('strangers', () => {
  it('become customers with the name that they give', async () => {
    const found = await one(mail('New@Example.jp', ' 山田　花子\r\n'))
    expect(found).toMatchObject({ name: '山田 花子', created: true })
    const customer = await read(found.customerId)
    expect(customer).toMatchObject({ name: '山田 花子', email: 'New@Example.jp', phone: null })
    expect(customer.lastSeenAt).toBe(test.clock.now().toISOString())
  })

  it('are named after their mail address, or called a visitor in the language of their screen', async () => {
    expect((await one(mail('taro.suzuki@example.jp'))).name).toBe('taro.suzuki')
    expect((await one(mail('echo@example.jp', 'echo@example.jp'))).name).toBe('echo')
    expect((await one(chat('anon-1', { language: 'ja-JP' }))).name).toMatch(/^お客様 [0-9A-F]{5}$/)
    expect((await one(chat('anon-2', { language: 'en' }))).name).toMatch(/^Visitor [0-9A-F]{5}$/)
    expect((await one(chat('anon-3', { inboxLanguage: 'en' }))).name).toMatch(/^Visitor/)
    expect((await one(chat('anon-4'))).name).toMatch(/^お客様/)
  })

  it('get their name when they say it later, and keep it when they say another', async () => {
    const first = await one(mail('late@example.jp'))
    await one(mail('late@example.jp', '佐藤次郎'))
    expect((await read(first.customerId)).name).toBe('佐藤次郎')
    expect((await one(mail('late@example.jp', 'Somebody Else'))).name).toBe('佐藤次郎')
    const found = await listCustomers(test.db, systemCaller(test.workspaceId), { q: '佐藤次郎', limit: 10 })
    expect(found.items.map(({ id }) => id)).toEqual([first.customerId])
  })

  it('with hostile names and addresses are kept without what a database can’t store', async () => {
    const found = await one(mail('a\0b@example.jp', `x\0\u202e${'名'.repeat(999)}`))
    const customer = await read(found.customerId)
    expect(customer.email).toBe('ab@example.jp')
    expect(Array.from(customer.name)).toHaveLength(200)
    expect(customer.name).not.toContain('\u202e')
  })
})

describe('a batch', () => {
  it('answers in its order, with one customer for one address however often and however it is written', async () => {
    const found = await arrive(
      mail('x1@example.jp', 'One'),
      mail('x2@example.jp'),
      mail('X1@EXAMPLE.jp'),
      mail('ｘ２@example.jp', 'Two'),
    )
    expect(found.map(({ name }) => name)).toEqual(['One', 'Two', 'One', 'Two'])
    expect(found[0]!.customerId).toBe(found[2]!.customerId)
    expect(found[1]!.customerId).toBe(found[3]!.customerId)
    expect((await read(found[1]!.customerId)).name).toBe('Two')
  })

  it('of a hundred takes three statements, and one when everybody was just here', async () => {
    const people = Array.from({ length: 100 }, (_, n) =>
      chat(`batch-${n}`, { verified: true }, { kind: 'email', value: `batch-${n}@example.jp` }),
    )
    const count = async () =>
      test.db.tx(async (tx) => {
        let statements = 0
        const counting = new Proxy(tx, {
          get: (target, name) => {
            const value = Reflect.get(target, name) as unknown
            if (typeof value !== 'function') return value
            if (name === 'many' || name === 'run') statements += 1
            return value.bind(target)
          },
        })
        await identify(counting, people)
        return statements
      })
    expect(await count()).toBe(3)
    expect(await count()).toBe(1)
    test.clock.forward(120)
    expect(await count()).toBe(2)
  })

  it('without anybody does nothing', async () => {
    expect(await arrive()).toEqual([])
  })
})

describe('several processes at once', () => {
  it('make one customer', async () => {
    const found = await Promise.all(
      Array.from({ length: 6 }, () => one(chat('race', {}, { kind: 'email', value: 'race@example.jp' }))),
    )
    expect(new Set(found.map(({ customerId }) => customerId)).size).toBe(1)
    expect(found.filter(({ created }) => created)).toHaveLength(1)
    const customer = await read(found[0]!.customerId)
    expect(customer.identities.map(({ kind }) => kind).sort()).toEqual(['chat', 'email'])
  })

  it('with the same strangers in another order neither lose anybody nor leave anybody without an address', async () => {
    const people = Array.from({ length: 40 }, (_, n) => mail(`crowd-${n}@example.jp`))
    const rounds = await Promise.all([arrive(...people), arrive(...people.toReversed()), arrive(...people)])
    const [first, second, third] = rounds as [(typeof rounds)[0], (typeof rounds)[0], (typeof rounds)[0]]
    expect(second.toReversed().map(({ customerId }) => customerId)).toEqual(
      first.map(({ customerId }) => customerId),
    )
    expect(third.map(({ customerId }) => customerId)).toEqual(first.map(({ customerId }) => customerId))
    const lonely = await test.db.many(sql`
      select c.id from customers c where c.workspace_id = ${test.workspaceId} and not exists (
        select 1 from identities i where i.workspace_id = ${test.workspaceId} and i.customer_id = c.id)`)
    expect(lonely).toEqual([])
  })
})

describe('further addresses', () => {
  it('that the channel proved lead to the customer who has them, and are added', async () => {
    const known = await one(mail('signed@example.jp', '田中'))
    const signed = await one(
      chat('user-7', { verified: true }, { kind: 'email', value: 'signed@example.jp' }),
    )
    expect(signed).toMatchObject({ customerId: known.customerId, created: false })
    const { identities } = await read(known.customerId)
    expect(identities.map(({ kind, verified }) => [kind, verified])).toEqual([
      ['email', true],
      ['chat', true],
    ])
  })

  it('that are only claimed never lead to their owner: they are noted', async () => {
    const owner = await one(mail('owner@example.jp', '本人'))
    const stranger = await one(chat('stranger', {}, { kind: 'email', value: 'Owner@example.jp' }))
    expect(stranger.customerId).not.toBe(owner.customerId)
    const customer = await read(stranger.customerId)
    expect(customer.identities.map(({ kind }) => kind)).toEqual(['chat'])
    expect(customer.claims).toMatchObject([{ kind: 'email', value: 'Owner@example.jp' }])
    expect((await read(owner.customerId)).identities).toHaveLength(1)
  })

  it('that are claimed and free are taken, and mail from there finds its way', async () => {
    const visitor = await one(chat('visitor', {}, { kind: 'email', value: 'free@example.jp' }))
    expect((await one(mail('free@example.jp'))).customerId).toBe(visitor.customerId)
  })

  it('that were only claimed lead no proven visitor to whoever claimed them', async () => {
    const claimer = await one(chat('claimer', {}, { kind: 'email', value: 'victim@example.jp' }))
    const victim = await one(
      chat('user-8', { verified: true }, { kind: 'email', value: 'victim@example.jp' }),
    )
    expect(victim.customerId).not.toBe(claimer.customerId)
  })

  it('that the proof does not cover lead nowhere, though the visitor is proven', async () => {
    const owner = await one(mail('uncovered@example.jp', '本人'))
    const visitor = await one(
      chat('user-11', { verified: true }, { kind: 'email', value: 'uncovered@example.jp', unproven: true }),
    )
    expect(visitor.customerId).not.toBe(owner.customerId)
    const customer = await read(visitor.customerId)
    expect(customer.identities).toMatchObject([{ kind: 'chat', verified: true }])
    expect(customer.claims).toMatchObject([{ value: 'uncovered@example.jp' }])
  })

  it('of several customers stay where they are', async () => {
    const [a, b] = await arrive(mail('two-a@example.jp'), mail('two-b@example.jp'))
    const both = await one({
      ...chat('user-9', { verified: true }),
      addresses: [
        { kind: 'chat', value: 'user-9' },
        { kind: 'email', value: 'two-a@example.jp' },
        { kind: 'email', value: 'two-b@example.jp' },
      ],
    })
    expect(both.customerId).toBe(a!.customerId)
    expect((await read(b!.customerId)).identities).toHaveLength(1)
    expect((await read(a!.customerId)).claims).toMatchObject([{ value: 'two-b@example.jp' }])
  })

  it('without proof can’t be reserved by the dozen', async () => {
    const visitor = await one(chat('greedy', {}, { kind: 'email', value: 'greedy-0@example.jp' }))
    for (const n of [1, 2, 3])
      await one(chat('greedy', {}, { kind: 'email', value: `greedy-${n}@example.jp` }))
    const { identities, claims } = await read(visitor.customerId)
    expect(identities.filter(({ kind }) => kind === 'email')).toHaveLength(1)
    expect(claims).toHaveLength(3)
  })
})

describe('what is announced', () => {
  it('is each new customer once, and a known one only when something of it changed', async () => {
    const heard: string[] = []
    const listeners = [customerCreated, customerChanged].map((type) =>
      listen('test', type, async (_tx, events) => {
        heard.push(...events.map(({ name }) => name))
      }),
    )
    await test.dispatch(listeners)
    heard.length = 0
    await one(mail('news@example.jp'))
    test.clock.forward(600)
    await one(mail('news@example.jp'))
    await one(mail('news@example.jp', 'ニュース'))
    await test.dispatch(listeners)
    expect(heard).toEqual(['customer.created', 'customer.changed'])
  })
})

describe('last seen', () => {
  it('moves forward only', async () => {
    const { customerId } = await one(mail('seen@example.jp'))
    const now = test.clock.now()
    test.clock.forward(7200)
    await one({ ...mail('seen@example.jp'), at: new Date(now.getTime() - 86_400_000) })
    expect((await read(customerId)).lastSeenAt).toBe(now.toISOString())
    await one(mail('seen@example.jp'))
    expect((await read(customerId)).lastSeenAt).toBe(test.clock.now().toISOString())
  })
})

describe('customers of before', () => {
  it('are met by the addresses under which they were brought in', async () => {
    const [id] = await test.db.tx((tx) =>
      addCustomers(tx, [{ name: '鈴木', identities: [{ kind: 'phone', value: '090-0000-1111' }] }]),
    )
    const found = await one({ ...mail('x'), addresses: [{ kind: 'phone', value: '+81 90 0000 1111' }] })
    expect(found.customerId).toBe(id)
  })
})
