import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/harness/index.ts'
import type { Caller } from '../../../kernel/caller.ts'
import { sql } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import { createWorkspace } from '../../workspace/index.ts'
import { dice, toMoment } from '../fixtures/random-desk.ts'
import {
  COMMON,
  fillMessages,
  messageIdOf,
  RARE,
  SEASONAL,
  type ModelMessage,
} from '../fixtures/random-search.ts'
import { rebuildSearch } from '../index.ts'
import { toDocument } from './documents.ts'
import { findDocuments } from './find-documents.ts'
import { readQuery, tsqueryOf, type Wanted } from './read-query.ts'
import { searchDesk, type SearchInput } from './search-desk.ts'

let test: TestDatabase
let messages: ModelMessage[]
let strangers: ModelMessage[]
const inboxIds = Array.from({ length: 6 }, newId)
const theirInboxIds = [newId()]

const person = (sight: Caller['sight'], workspaceId = test.workspaceId): Caller => ({
  workspaceId,
  kind: 'person',
  id: newId(),
  name: 'Agent',
  role: 'agent',
  permissions: new Set(['conversations.read']),
  sight,
})

const expected = (
  from: readonly ModelMessage[],
  caller: Caller,
  input: Omit<SearchInput, 'limit'>,
): string[] => {
  const wanted = readQuery(input.q)
  const [first, last] = [
    Date.parse(input.from ?? '1970-01-01') * 1000,
    Date.parse(input.to ?? '2070-01-01') * 1000,
  ]
  return from
    .filter((message) => {
      if (caller.sight !== 'all' && !caller.sight.has(message.inboxId)) return false
      if (input.inboxId !== undefined && input.inboxId !== message.inboxId) return false
      if (input.customerId !== undefined && input.customerId !== message.customerId) return false
      if (message.at < first || message.at > last) return false
      const document = toDocument({ ...message, at: new Date(message.at / 1000) })
      const tokens = new Set(document.tokens.split(' '))
      return (
        wanted !== undefined &&
        wanted.tokens.every((sets) => sets.some((set) => set.every((token) => tokens.has(token)))) &&
        wanted.patterns.every((pattern) => document.body.includes(pattern.slice(1, -1))) &&
        wanted.expressions.every((expression) => new RegExp(expression).test(document.body))
      )
    })
    .map(({ at, conversationId }) => ({ at, id: messageIdOf(conversationId) }))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id)
}

const everyPage = async (
  caller: Caller,
  input: SearchInput,
  most = Number.POSITIVE_INFINITY,
): Promise<string[]> => {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await searchDesk(test.database.in(caller.workspaceId), caller, { ...input, cursor })
    expect(page.items.length === input.limit || page.next === null).toBe(true)
    found.push(...page.items.map(({ messageId }) => messageId as string))
    cursor = page.next ?? undefined
  } while (cursor !== undefined && found.length < most)
  return found
}

const addInboxes = (db: TestDatabase['db'], ids: readonly string[]): Promise<number> =>
  db.run(sql`
    insert into inboxes (workspace_id, id, channel, name, created_at)
    select ${db.workspaceId}, i.id, 'pigeon', 'Loft', now() from unnest(${ids}::uuid[]) as i (id)`)

beforeAll(async () => {
  test = await testDatabase()
  await addInboxes(test.db, inboxIds)
  messages = await fillMessages(test.db, inboxIds, 5000, 3)
  await rebuildSearch(test.db)
  const other = test.database.in(
    await test.database.reference.tx((tx) =>
      createWorkspace(tx, { name: 'Other', language: 'ja', timeZone: 'Asia/Tokyo' }),
    ),
  )
  await addInboxes(other, theirInboxIds)
  strangers = await fillMessages(other, theirInboxIds, 300, 4)
  await rebuildSearch(other)
})

describe('any search', () => {
  const random = dice(11)
  const word = (): string => random.pick(random.chance(0.5) ? RARE : random.chance(0.5) ? SEASONAL : COMMON)

  it.each(Array.from({ length: 40 }, (_, at) => at))(
    'gives page by page every message that has the words, newest first (%i)',
    async () => {
      const sight = random.chance(0.4) ? 'all' : new Set(inboxIds.filter(() => random.chance(0.4)))
      const caller = person(sight)
      const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString()
      const input = {
        q: Array.from({ length: 1 + random.below(2) }, word).join(' '),
        inboxId: random.chance(0.2) ? random.pick(inboxIds) : undefined,
        customerId: random.chance(0.2) ? random.pick(messages).customerId : undefined,
        from: random.chance(0.2) ? day(random.below(1000)) : undefined,
        to: random.chance(0.2) ? day(200 + random.below(900)) : undefined,
      }
      const wanted = expected(messages, caller, input)
      const limit = wanted.length > 300 ? 200 : random.pick([3, 20, 50])
      const found = await everyPage(caller, { ...input, limit }, 1500)
      expect(found).toEqual(wanted.slice(0, found.length))
      expect(found.length).toBeGreaterThanOrEqual(Math.min(1500, wanted.length))
    },
  )

  it.each([
    ...COMMON,
    ...RARE,
    ...SEASONAL,
    '鯖',
    '祭',
    '"返品、商品"',
    'ord',
    'ＲＥＦＵＮＤ',
    'ガス',
    'nowhere',
    '紫陽花',
  ])('finds %j to the last one', async (q) => {
    const caller = person('all')
    expect(await everyPage(caller, { q, limit: 200 })).toEqual(expected(messages, caller, { q }))
  })
})

describe('blocks of time', () => {
  const random = dice(23)

  it.each(Array.from({ length: 60 }, (_, at) => at))(
    'give the same, however small the pieces in which they are read (%i)',
    async () => {
      const sizes = { newest: 1 + random.below(200), many: 1 + random.below(60), few: random.below(20) }
      const caller = person('all')
      const q = random.pick([...RARE, ...SEASONAL, 'refund キャンセル', 'order 返品 please'])
      const wanted = expected(messages, caller, { q })
      const [at, limit] = [random.below(wanted.length), 1 + random.below(40)]
      const from = messages.find(
        ({ conversationId }) => messageIdOf(conversationId) === wanted[at],
      ) as ModelMessage
      const { tokens, patterns, expressions } = readQuery(q) as Wanted
      const tsqueries = tokens.map(tsqueryOf)
      const scope = { tsqueries, patterns, expressions, inboxIds: null, customerId: null, from: null }
      // Documents know the millisecond.
      const place = { at: toMoment(from.at - (from.at % 1000)), id: wanted[at] as string }
      const found = await findDocuments(test.db, scope, place, limit, sizes)
      expect(found.slice(0, limit).map(({ id }) => id)).toEqual(wanted.slice(at + 1, at + 1 + limit))
    },
  )
})

describe('sight', () => {
  it('ends at the workspace: the other one has the same words, and finds its own', async () => {
    const theirs = person('all', strangers.length > 0 ? test.workspaceId + 1 : 0)
    const wanted = expected(strangers, theirs, { q: '返品' })
    expect(wanted.length).toBeGreaterThan(50)
    expect(await everyPage(theirs, { q: '返品', limit: 50 })).toEqual(wanted)
    const guessing = person(new Set(theirInboxIds))
    for (const q of ['返品', '鯖', 'summerfest']) {
      expect(await everyPage(guessing, { q, limit: 50 })).toEqual([])
      expect(await everyPage(person('all'), { q, inboxId: theirInboxIds[0], limit: 50 })).toEqual([])
      const [stranger] = strangers
      expect(await everyPage(person('all'), { q, customerId: stranger?.customerId, limit: 50 })).toEqual([])
    }
  })

  it('is checked again where the conversation stands now', async () => {
    const caller = person(new Set([inboxIds[0] as string]))
    const before = await everyPage(caller, { q: '夏祭り', limit: 200 })
    const conversation = messages.find(({ conversationId }) => messageIdOf(conversationId) === before[0])
    await test.db.run(sql`
      update conversations set inbox_id = ${inboxIds[1]}
      where workspace_id = ${test.workspaceId} and id = ${conversation?.conversationId}`)
    const { items } = await searchDesk(test.db, caller, { q: '夏祭り', limit: 200 })
    expect(items.map(({ messageId }) => messageId)).toEqual(before.slice(1, 200))
    await test.db.run(sql`
      update conversations set inbox_id = ${inboxIds[0]}
      where workspace_id = ${test.workspaceId} and id = ${conversation?.conversationId}`)
  })

  it('needs the permission', async () => {
    const caller = { ...person('all'), permissions: new Set<string>() }
    await expect(searchDesk(test.db, caller, { q: '返品', limit: 50 })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})

describe('what is typed', () => {
  it.each(['', '   ', '!?', 'の', '"', "'; drop table messages; --", '%', '_', '\\', '*', '& | ! :*', '()'])(
    'as %j finds nothing and breaks nothing',
    async (q) => {
      expect((await searchDesk(test.db, person('all'), { q, limit: 50 })).items).toEqual([])
    },
  )

  it.each(['x', Buffer.from(`newest 2026-01-01T00:00:00.000000Z ${newId()}`).toString('base64url')])(
    'with the cursor %j is refused',
    async (cursor) => {
      await expect(
        searchDesk(test.db, person('all'), { q: '返品', limit: 50, cursor }),
      ).rejects.toMatchObject({
        code: 'desk.cursor',
      })
    },
  )
})
