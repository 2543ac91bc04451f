import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { act } from '../../../test/harness/rooms.ts'
import { Actions, defineAction, type Done } from '../../kernel/actions/index.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import type { Step } from '../../kernel/contract-actions.ts'
import { createRooms } from '../../start/rooms.ts'
import { createTeam } from '../agents/index.ts'
import { createTag, type ConversationRow } from '../conversations/index.ts'
import type { Action } from './contract.ts'

let test: TestDatabase
let hana: Caller & { id: string }
let lead: Caller
let inbox: string
let system: Caller
let team: string
let tag: string
const actions = new Actions()
actions.declare(createRooms({} as never))

beforeAll(async () => {
  test = await testDatabase()
  system = systemCaller(test.workspaceId)
  hana = await addAgent(test.db)
  lead = { ...hana, permissions: new Set([...hana.permissions, 'actions.read']) }
  inbox = await addInbox(test.db, '本店')
  ;[team, tag] = await test.db.tx(async (tx) => [
    (await createTeam(tx, system, { name: '返品係', agentIds: [] })).id,
    (await createTag(tx, system, { name: '返品', colour: '#2f6b4f' })).id,
  ])
})

const step = (action: string, fields: object = {}): Step => ({ action, fields: { ...fields } })
const run = (id: string, ...[action, fields]: Parameters<typeof step>): Promise<Done> =>
  test.db.tx((tx) => actions.run(tx, step(action, fields), id, { ...system, name: '夜間の受付' }))
const foreseen = async (id: string, ...[action, fields]: Parameters<typeof step>) =>
  (await actions.preview(test.db, step(action, fields), [id])).get(id)
const check = (caller: Caller, ...steps: Step[]) => actions.check(test.db, caller, 'conversation', steps)
const fresh = async (from: string): Promise<string> => (await receive(test.db, from, inbox)).conversationId
const conversation = (conversationId: string) =>
  act<Pick<ConversationRow, 'status' | 'assigneeId' | 'teamId' | 'priority' | 'tagIds' | 'version'>>(
    'conversations',
    'getConversation',
    { params: { conversationId } },
    { caller: hana, db: test.db },
  )

describe('what may be done to a conversation', () => {
  it('is done as it was foreseen, and once it is so nothing is', async () => {
    const id = await fresh('mori@shop.example')
    const all: [string, object, object][] = [
      ['conversation.assign', { agentId: hana.id }, { to: { ja: '佐藤 花' }, from: { ja: 'なし' } }],
      ['conversation.assign-team', { teamId: team }, { to: { ja: '返品係' } }],
      ['conversation.tag', { tagIds: [tag] }, { from: null, to: { ja: '返品' } }],
      ['conversation.priority', { priority: 'urgent' }, { from: { ja: '通常' }, to: { ja: '緊急' } }],
      ['conversation.status', { status: 'pending' }, { from: { ja: '要対応' }, to: { ja: '保留' } }],
    ]
    for (const [action, fields, words] of all) {
      expect(await foreseen(id, action, fields)).toMatchObject(words)
      expect(await run(id, action, fields)).toMatchObject({ changed: true, foreseen: words, why: null })
    }
    const done = await conversation(id)
    expect(done).toMatchObject({
      assigneeId: hana.id,
      teamId: team,
      tagIds: [tag],
      priority: 'urgent',
      status: 'pending',
    })
    for (const [action, fields] of all)
      expect(await run(id, action, fields)).toEqual({ changed: false, foreseen: null, why: null })
    expect((await conversation(id)).version).toBe(done.version)
    await run(id, 'conversation.untag', { tagIds: [tag] })
    await run(id, 'conversation.unassign')
    await run(id, 'conversation.snooze', { amount: 2, unit: 'hours' })
    expect(await conversation(id)).toMatchObject({ assigneeId: null, tagIds: [], status: 'snoozed' })
  })

  it('stands in the timeline under the name of who does it; a note tells those whom it names', async () => {
    const id = await fresh('note@shop.example')
    await run(id, 'conversation.priority', { priority: 'high' })
    await run(id, 'conversation.note', { text: '折り返し電話をお願いします。', mentions: [hana.id] })
    const { messages, changes } = await act<{ messages: object[]; changes: object[] }>(
      'conversations',
      'listMessages',
      { params: { conversationId: id }, query: { limit: 10 } },
      { caller: hana, db: test.db },
    )
    expect(changes).toMatchObject([{ actor: { kind: 'system', name: '夜間の受付' }, to: 'high' }])
    expect(messages.at(-1)).toMatchObject({ kind: 'note', mentions: [hana.id] })
  })

  it('leaves a conversation alone that is not there', async () => {
    expect(await run(team, 'conversation.priority', { priority: 'high' })).toMatchObject({ changed: false })
  })
})

describe('what is saved', () => {
  it.each<[string, () => Step[], string]>([
    ['nothing', () => [], 'actions.none'],
    [
      'far too much',
      () => Array.from({ length: 21 }, () => step('conversation.unassign')),
      'actions.too-many',
    ],
    ['what does not exist', () => [step('conversation.explode')], 'actions.unknown'],
    ['what is not filled in', () => [step('conversation.assign')], 'actions.fields'],
    [
      'what is filled in wrongly',
      () => [step('conversation.priority', { priority: 'highest' })],
      'actions.fields',
    ],
    [
      'a person who is not here',
      () => [step('conversation.assign', { agentId: team })],
      'actions.choice-gone',
    ],
    ['a tag that is gone', () => [step('conversation.tag', { tagIds: [tag, team] })], 'actions.choice-gone'],
  ])('is refused where it is %s', async (_what, steps, code) => {
    await expect(check(hana, ...steps())).rejects.toMatchObject({ code })
  })

  it('names the place of what is wrong', async () => {
    const steps = [step('conversation.unassign'), step('conversation.tag', { tagIds: [] })]
    await expect(check(hana, ...steps)).rejects.toMatchObject({ details: { reasons: [{ place: '2' }] } })
  })

  it('is no more than who saves it may do', async () => {
    const reader = { ...hana, permissions: new Set<string>() }
    await expect(check(reader, step('conversation.unassign'))).rejects.toMatchObject({
      code: 'actions.not-allowed',
    })
  })

  it('can’t be run any more once it fits its action no more', async () => {
    const id = await fresh('gone@shop.example')
    await expect(run(id, 'conversation.gone')).rejects.toMatchObject({ code: 'actions.gone' })
    await expect(run(id, 'conversation.assign', { agentId: 7 })).rejects.toMatchObject({
      code: 'actions.gone',
    })
  })
})

describe('the list of actions', () => {
  const list = (caller: Caller): Promise<Action[]> =>
    act('actions', 'listActions', {}, { caller, db: test.db })

  it('tells how each field is asked for, with what there is to choose', async () => {
    const found = new Map((await list(lead)).map((one) => [one.name, one]))
    expect(found.get('conversation.priority')).toMatchObject({
      schema: { properties: { priority: { enum: ['low', 'normal', 'high', 'urgent'] } } },
      fields: [{ path: 'priority', choices: { high: { en: 'High', ja: '高' } } }],
    })
    expect(found.get('conversation.tag')).toMatchObject({
      schema: { properties: { tagIds: { items: { enum: [tag] } } } },
      fields: [{ path: 'tagIds', as: 'several', choices: { [tag]: { ja: '返品' } } }],
    })
  })

  it('says everything in both languages', async () => {
    const spoken = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
    const words = (await list(system)).flatMap(({ title, lead: more, fields }) => [
      title,
      ...(more ? [more] : []),
      ...fields.flatMap(({ label, hint }) => (hint ? [label, hint] : [label])),
    ])
    expect(words.filter(({ en, ja }) => !spoken.test(ja) || spoken.test(en))).toEqual([])
  })

  it('asks for every field of every shape', async () => {
    for (const { name, schema, fields } of await list(system))
      expect([name, fields.map(({ path }) => path).toSorted()]).toEqual([
        name,
        Object.keys((schema['properties'] ?? {}) as object).toSorted(),
      ])
  })

  it('is for those who may see it, and holds what they may use', async () => {
    await expect(list(hana)).rejects.toMatchObject({ code: 'access.not-allowed' })
    expect(await list({ ...lead, permissions: new Set(['actions.read']) })).toEqual([])
  })
})

it('refuses two actions of one name', () => {
  const one = defineAction({ name: 'a.b' } as never)
  expect(() => new Actions().declare([{ actions: [one] }, { actions: [one] }])).toThrow(
    'two actions are called a.b',
  )
})
