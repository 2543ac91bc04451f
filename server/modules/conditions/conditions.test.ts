import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { act } from '../../../test/harness/rooms.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { Conditions } from '../../kernel/conditions/index.ts'
import type { Expression, Leaf } from '../../kernel/contract-conditions.ts'
import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { createRooms } from '../../start/rooms.ts'
import { createTeam } from '../agents/index.ts'
import { createTag } from '../conversations/index.ts'
import { identify } from '../customers/index.ts'
import { createInbox } from '../inboxes/index.ts'
import type { Condition } from './contract.ts'

let test: TestDatabase
let hana: Caller & { id: string }
let inbox: string
let system: Caller
const conditions = new Conditions()
conditions.declare(createRooms({} as never))

beforeAll(async () => {
  test = await testDatabase()
  system = systemCaller(test.workspaceId)
  hana = await addAgent(test.db)
  inbox = await addInbox(test.db, '本店')
  const attribute = (key: string, type: string, choices: string[] = []) =>
    test.db.tx((tx) =>
      act(
        'customers',
        'saveAttribute',
        { params: { key }, body: { label: key, type, choices, position: 0 } },
        { caller: system, tx },
      ),
    )
  await attribute('vip', 'boolean')
  await attribute('rank', 'choice', ['ゴールド', 'シルバー'])
  await attribute('points', 'number')
  await attribute('member_since', 'date')
  await attribute('memo', 'text')
})

/** The handle, with every statement that goes through it counted. */
const counted = (db: WorkspaceDb): { db: WorkspaceDb; count(): number } => {
  let statements = 0
  const count = (name: 'many' | 'one' | 'maybe' | 'run') => (query: never) => {
    statements += 1
    return db[name](query)
  }
  const counting = Object.assign(Object.create(db) as WorkspaceDb, {
    many: count('many'),
    one: count('one'),
    maybe: count('maybe'),
    run: count('run'),
  })
  return { db: counting, count: () => statements }
}

const all = (...of: Leaf[]): Expression => ({ match: 'all', of })

/** What conditions see of a conversation. */
const seen = async (id: string, ...names: string[]): Promise<unknown[]> => {
  const leaves = names.map((condition): Leaf => ({ condition, how: 'filled' }))
  const found = await conditions.judge(test.db, {
    about: 'conversation',
    ids: [id],
    expressions: [all(...leaves)],
    now: test.clock.now(),
  })
  return found.why(0, id).of.map((why) => ('seen' in why ? why.seen : undefined))
}

const holds = async (id: string, ...of: Leaf[]): Promise<boolean> =>
  (
    await conditions.judge(test.db, {
      about: 'conversation',
      ids: [id],
      expressions: [all(...of)],
      now: test.clock.now(),
    })
  ).holds(0, id)

const change = (action: string, conversationId: string, body: object) =>
  test.db.tx((tx) => act('conversations', action, { params: { conversationId }, body }, { caller: hana, tx }))

describe('what may be asked of a conversation', () => {
  it('is how it stands, and what was written last', async () => {
    const text = '注文番号ＡＢ－１２の返品をお願いします。'
    const { conversationId: id } = await receive(test.db, 'mori@shop.example', inbox, {
      text,
      subject: '返品',
    })
    const began = test.clock.now()
    const [team, tag] = await test.db.tx(async (tx) => [
      (await createTeam(tx, system, { name: '返品係', agentIds: [] })).id,
      (await createTag(tx, system, { name: '返品', colour: '#2f6b4f' })).id,
    ])
    await change('setTags', id, { tagIds: [tag] })
    await change('setPriority', id, { priority: 'high' })
    await change('assign', id, { assigneeId: hana.id, teamId: team })
    test.clock.forward(60)
    const until = new Date(test.clock.now().getTime() + 3_600_000)
    await change('setStatus', id, { status: 'snoozed', snoozedUntil: until.toISOString() })
    const names =
      'status priority tags assignee team subject opened-by last-direction messages opened-at waiting-since snoozed-until'
    expect(await seen(id, ...names.split(' ').map((name) => `conversation.${name}`))).toEqual([
      'snoozed',
      'high',
      [tag],
      hana.id,
      team,
      '返品',
      'customer',
      'inbound',
      1,
      began,
      began,
      until,
    ])
    expect(await seen(id, 'message.text', 'message.automatic', 'message.files')).toEqual([text, false, false])
    expect(
      await holds(
        id,
        { condition: 'message.text', how: 'contains', value: ['ab-12'] },
        { condition: 'conversation.waiting-since', how: 'older-than', value: { amount: 1, unit: 'minutes' } },
        { condition: 'conversation.tags', how: 'all-of', value: [tag] },
      ),
    ).toBe(true)
  })

  it('looks at the newest message of a customer, with its files', async () => {
    const from = 'files@shop.example'
    const messageKey = `mid:${newId()}`
    const { conversationId: id } = await receive(test.db, from, inbox, { messageKey, text: '初めまして' })
    await receive(test.db, from, inbox, {
      threadKeys: [messageKey],
      text: '不在通知',
      automatic: true,
      files: [
        {
          id: newId(),
          name: 'a.pdf',
          type: 'application/pdf',
          size: 3,
          inline: false,
          contentId: null,
          fileId: null,
          problem: 'lost',
        },
      ],
    })
    await change('addNote', id, { text: '社内メモ' })
    expect(await seen(id, 'message.text', 'message.automatic', 'message.files')).toEqual([
      '不在通知',
      true,
      true,
    ])
  })

  it('knows the inbox, and what its channel can do', async () => {
    const made = (channel: string) =>
      test.db.tx((tx) =>
        createInbox(tx, system, {
          channel,
          name: channel,
          brandId: null,
          address: null,
          teamIds: [],
          settings: {},
          secrets: {},
        }),
      )
    const { id: chat } = await made('chat')
    const { conversationId: id } = await receive(test.db, 'live@shop.example', chat)
    expect(await seen(id, 'inbox.inbox', 'inbox.channel', 'inbox.live')).toEqual([chat, 'chat', true])
    const { conversationId: other } = await receive(test.db, 'slow@shop.example', inbox)
    expect(await seen(other, 'inbox.channel', 'inbox.live')).toEqual(['none', false])
  })

  it('knows the customer, with what the workspace wants to know of its customers', async () => {
    const { conversationId: id } = await receive(test.db, 'yuki@Example.JP', inbox)
    const { customer } = await act<{ customer: { id: string } }>(
      'conversations',
      'getConversation',
      { params: { conversationId: id } },
      { caller: hana, db: test.db },
    )
    await test.db.tx((tx) =>
      act(
        'customers',
        'updateCustomer',
        {
          params: { customerId: customer.id },
          body: {
            language: 'ja-JP',
            attributes: {
              vip: true,
              rank: 'ゴールド',
              points: 12.5,
              member_since: '2026-11-20',
              memo: 'お得意様',
            },
          },
        },
        { caller: hana, tx },
      ),
    )
    expect(
      await seen(id, 'customer.name', 'customer.language', 'customer.domains', 'customer.conversations'),
    ).toEqual(['yuki', 'ja', ['example.jp'], 1])
    const names = ['vip', 'rank', 'points', 'member_since', 'memo'].map((key) => `customer.attribute.${key}`)
    // The day begins where the workspace is.
    const day = new Date('2026-11-19T15:00:00Z')
    expect(await seen(id, ...names)).toEqual([true, 'ゴールド', 12.5, day, 'お得意様'])
    // Nobody said anything of another customer: that is no VIP.
    const { conversationId: other } = await receive(test.db, 'new@shop.example', inbox)
    expect(await holds(other, { condition: 'customer.attribute.vip', how: 'no' })).toBe(true)
    expect(
      await holds(other, { condition: 'customer.attribute.rank', how: 'none-of', value: ['ゴールド'] }),
    ).toBe(true)
  })

  it('takes a statement for each source, however many conversations and expressions there are', async () => {
    const ids = await Promise.all(
      [1, 2, 3, 4].map(async (n) => (await receive(test.db, `many${n}@shop.example`, inbox)).conversationId),
    )
    const { db, count } = counted(test.db)
    const names = [
      'conversation.status',
      'conversation.tags',
      'message.text',
      'message.files',
      'inbox.live',
      'inbox.channel',
      'customer.name',
      'customer.language',
    ]
    const expressions = Array.from({ length: 50 }, () =>
      all(...names.map((condition): Leaf => ({ condition, how: 'filled' }))),
    )
    await conditions.judge(db, { about: 'conversation', ids, expressions, now: test.clock.now() })
    expect(count()).toBe(4)
  })
})

describe('the list of conditions', () => {
  const list = (): Promise<Condition[]> =>
    act('conditions', 'listConditions', {}, { caller: system, db: test.db })

  it('tells everything with its comparisons and choices', async () => {
    const found = new Map((await list()).map((one) => [one.name, one]))
    expect(found.get('customer.attribute.rank')).toMatchObject({
      about: 'customer',
      title: { en: 'rank', ja: 'rank' },
      kind: 'choice',
      choices: [{ value: 'ゴールド' }, { value: 'シルバー' }],
    })
    expect(found.get('conversation.subject')).toMatchObject({ kind: 'text', choices: null })
    expect(found.get('conversation.subject')?.comparisons[0]).toEqual({
      how: 'contains',
      takes: 'values',
      title: { en: 'contains one of', ja: '次のいずれかを含む' },
    })
    expect(found.get('inbox.inbox')?.choices).toContainEqual({
      value: inbox,
      title: { en: '本店', ja: '本店' },
    })
    expect(found.get('conversation.assignee')?.choices?.map(({ value }) => value)).toContain(hana.id)
  })

  it('names languages, and leaves alone what a stranger’s screen says that is none', async () => {
    const addresses = [{ kind: 'chat', value: 'of-no-language' }]
    const stranger = { inboxId: inbox, addresses, verified: false, language: 'abcd-JP' }
    await test.db.tx((tx) => identify(tx, [stranger]))
    const { choices } = (await list()).find(({ name }) => name === 'customer.language') as Condition
    expect(choices).toContainEqual({ value: 'ja', title: { en: 'Japanese', ja: '日本語' } })
    expect(choices).toContainEqual({ value: 'abcd', title: { en: 'abcd', ja: 'abcd' } })
  })

  it('says everything in both languages', async () => {
    const spoken = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
    const own = (await list()).filter(({ name }) => !name.startsWith('customer.attribute.'))
    expect(
      own.filter(({ title }) => !spoken.test(title.ja) || spoken.test(title.en)).map(({ name }) => name),
    ).toEqual([])
  })

  it('is for those who lead', async () => {
    await expect(
      act('conditions', 'listConditions', {}, { caller: hana, db: test.db }),
    ).rejects.toMatchObject({ code: 'access.not-allowed' })
  })
})
