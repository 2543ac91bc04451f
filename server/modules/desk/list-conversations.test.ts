import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { createWorkspace } from '../workspace/index.ts'
import { chooseList } from './choose-list.ts'
import { filter as filterShape, type Filter } from './contract.ts'
import { expectedList } from './fixtures/list-model.ts'
import { dice, fillDesk, type RandomDesk } from './fixtures/random-desk.ts'
import { listConversations } from './list-conversations.ts'

let test: TestDatabase
let desk: RandomDesk
/** Another workspace of the same installation, as full as the first. */
let strangers: RandomDesk

const person = (of: RandomDesk, agent: number, sight: Caller['sight']): Caller => ({
  workspaceId: of.db.workspaceId,
  kind: 'person',
  id: of.agentIds[agent] as string,
  name: 'Agent',
  role: 'agent',
  permissions: new Set(['conversations.read']),
  sight,
})

/** Every page of a list, one behind the other; `limit` rows each. */
const everyPage = async (caller: Caller, filter: Filter, limit: number): Promise<string[]> => {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await listConversations(test.database.in(caller.workspaceId), caller, {
      ...filter,
      limit,
      cursor,
    })
    expect(page.items.length).toBeLessThanOrEqual(limit)
    expect(page.items.length === limit || page.next === null).toBe(true)
    found.push(...page.items.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return found
}

beforeAll(async () => {
  test = await testDatabase()
  desk = await fillDesk(test.db, 6500, 1)
  const other = await test.database.reference.tx((tx) =>
    createWorkspace(tx, { name: 'Other', language: 'ja', timeZone: 'Asia/Tokyo' }),
  )
  strangers = await fillDesk(test.database.in(other), 300, 2)
})

describe('any filter', () => {
  const random = dice(7)
  const sometimes = <T>(p: number, values: () => readonly T[]): T | undefined =>
    random.chance(p) ? random.pick(values()) : undefined

  it.each(Array.from({ length: 100 }, (_, at) => at))(
    'gives page by page what it must, and nothing else (%i)',
    async () => {
      const filter = filterShape.parse({
        view: sometimes(0.7, () => ['mine', 'unassigned', 'team', 'all', 'following', 'mentions'] as const),
        status: sometimes(0.8, () => ['open', 'pending', 'snoozed', 'resolved', 'any'] as const),
        teamId: sometimes(0.2, () => desk.teamIds),
        inboxId: sometimes(0.2, () => desk.inboxIds),
        assigneeId: sometimes(0.15, () => desk.agentIds),
        tagId: sometimes(0.25, () => desk.tagIds),
        customerId: sometimes(0.1, () => desk.customerIds),
        priority: sometimes(0.2, () => ['low', 'normal', 'high', 'urgent'] as const),
        waiting: sometimes(0.2, () => [true, false]),
        sort: sometimes(0.6, () => ['newest', 'oldest', 'waiting', 'due'] as const),
      })
      const size = random.pick([2, 5, 9, 10])
      const sight = random.chance(0.3) ? 'all' : new Set(desk.inboxIds.filter(() => random.chance(size / 10)))
      const caller = person(desk, random.below(6), sight)
      const wanted = expectedList(desk, caller, filter)
      expect(
        await everyPage(
          caller,
          filter,
          wanted.length > 100 ? random.pick([150, 200]) : random.pick([3, 7, 50, 51]),
        ),
      ).toEqual(wanted)
    },
  )
})

describe('ways of reading', () => {
  const all: Filter = { view: 'all', status: 'any', sort: 'newest' }
  const cases: [string, () => Partial<Filter>, string[]][] = [
    ['everything', () => ({}), ['activity']],
    ['a tag that most bear', () => ({ tagId: desk.tagIds[0] }), ['activity']],
    ['a tag that few bear', () => ({ tagId: desk.tagIds[1] }), ['tag']],
    ['much that is followed', () => ({ view: 'following' }), ['activity']],
    ['many mentions', () => ({ view: 'mentions' }), ['activity']],
    ['waiting, crowded in one status', () => ({ waiting: true }), ['waiting', 'activity']],
    ['waiting, few', () => ({ waiting: true, status: 'resolved' }), ['waiting']],
    ['longest wait first', () => ({ sort: 'waiting' }), ['waiting-since']],
    ['due first', () => ({ sort: 'due' }), ['due']],
    ['mine', () => ({ view: 'mine' }), ['assignee']],
    ['unassigned', () => ({ view: 'unassigned' }), ['unassigned']],
    ['a team', () => ({ view: 'team', teamId: desk.teamIds[0] }), ['team']],
    ['urgent ones', () => ({ priority: 'urgent' }), ['priority']],
    ['a customer', () => ({ customerId: desk.customerIds[0] }), ['customer']],
    ['one inbox', () => ({ inboxId: desk.inboxIds[9] }), ['inbox']],
  ]

  it.each(cases)('%s', async (_title, given, wanted) => {
    const filter = { ...all, ...given() }
    const caller = person(desk, 0, 'all')
    const plan = await chooseList(test.db, caller, filter)
    expect(plan?.parts.map((part) => ('set' in part ? part.set.by : part.walk.by))).toEqual(wanted)
    expect(await everyPage(caller, filter, 200)).toEqual(expectedList(desk, caller, filter))
    const few = person(desk, 0, new Set(desk.inboxIds.slice(0, 4)))
    expect(await everyPage(few, filter, 50)).toEqual(expectedList(desk, few, filter))
  })

  it('reads what few follow and few are mentioned in as sets', async () => {
    for (const view of ['following', 'mentions'] as const) {
      const caller = person(desk, 3, 'all')
      const plan = await chooseList(test.db, caller, { ...all, view })
      expect(plan?.parts).toMatchObject([{ set: { by: view } }])
      expect(await everyPage(caller, { ...all, view }, 50)).toEqual(
        expectedList(desk, caller, { ...all, view }),
      )
    }
  })
})

describe('sight', () => {
  const open = filterShape.parse({ status: 'any' })

  it('is nothing for somebody without an inbox, and does not depend on what the filter says', async () => {
    const blind = person(desk, 0, new Set())
    const seesOne = person(desk, 0, new Set([desk.inboxIds[10] as string]))
    expect(await everyPage(blind, open, 50)).toEqual([])
    expect(await everyPage(seesOne, { ...open, inboxId: desk.inboxIds[0] as string }, 50)).toEqual([])
    for (const row of await everyPage(seesOne, { ...open, customerId: desk.customerIds[0] as string }, 50))
      expect(desk.rows.find(({ id }) => id === row)?.inboxId).toBe(desk.inboxIds[10])
  })

  it('ends at the workspace, even for ids of another that somebody guessed', async () => {
    const caller = person(desk, 0, 'all')
    const nothing: Partial<Filter>[] = [
      { inboxId: strangers.inboxIds[10] },
      { tagId: strangers.tagIds[0] },
      { customerId: strangers.customerIds[0] },
      { assigneeId: strangers.agentIds[0] },
      { view: 'team', teamId: strangers.teamIds[0] },
    ]
    for (const given of nothing) expect(await everyPage(caller, { ...open, ...given }, 50)).toEqual([])
    const guessing = { ...caller, id: strangers.agentIds[0] as string }
    for (const view of ['mine', 'team', 'following', 'mentions'] as const)
      expect(await everyPage(guessing, { ...open, view }, 50)).toEqual([])
    const allOfTheirs = await everyPage(person(strangers, 0, 'all'), open, 200)
    expect(new Set(allOfTheirs)).toEqual(new Set(strangers.rows.map(({ id }) => id)))
  })

  it('shows the system no list of its own', async () => {
    const system: Caller = { ...person(desk, 0, 'all'), kind: 'system', id: undefined }
    expect(await everyPage(system, { ...open, view: 'mine' }, 50)).toEqual([])
    expect(await everyPage(system, { ...open, view: 'team' }, 50)).toEqual([])
  })

  it('needs the permission', async () => {
    const caller = { ...person(desk, 0, 'all'), permissions: new Set<string>() }
    await expect(everyPage(caller, open, 50)).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('a list under way', () => {
  const open = filterShape.parse({})
  const caller = () => person(desk, 0, 'all')

  it.each([
    'nonsense',
    '',
    Buffer.from('newest 2026-01-01T00:00:00.000000Z').toString('base64url'),
    Buffer.from('newest 2026-02-30T00:00:00.000000Z 00000000-0000-0000-0000-000000000000').toString(
      'base64url',
    ),
    Buffer.from('newest 2026-01-01T00:00:00.000000Z x').toString('base64url'),
    Buffer.from('oldest 2026-01-01T00:00:00.000000Z 00000000-0000-0000-0000-000000000000').toString(
      'base64url',
    ),
    Buffer.from("newest '; drop table x 00000000-0000-0000-0000-000000000000").toString('base64url'),
  ])('refuses the cursor %j', async (cursor) => {
    await expect(listConversations(test.db, caller(), { ...open, limit: 50, cursor })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'desk.cursor',
    })
  })

  it('neither repeats nor skips what stays where it is while others move', async () => {
    const first = await listConversations(test.db, caller(), { ...open, limit: 50 })
    const before = expectedList(desk, caller(), open)
    const moved = before[75] as string
    await test.db.run(sql`
      update conversations set last_activity_at = last_activity_at + interval '1 year'
      where workspace_id = ${test.workspaceId} and id = ${moved}`)
    const second = await listConversations(test.db, caller(), {
      ...open,
      limit: 50,
      cursor: first.next ?? undefined,
    })
    expect(second.items.map(({ id }) => id)).toEqual([...before.slice(50, 75), ...before.slice(76, 101)])
  })
})
