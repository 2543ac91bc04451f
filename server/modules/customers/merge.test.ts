import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addAgent, addInbox, incoming, personWith, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { act, work } from '../../../test/harness/rooms.ts'
import { sql } from '../../kernel/db/index.ts'
import { receiveMessages } from '../conversations/index.ts'
import { getCustomer } from './get-customer.ts'
import { listCustomers, meetCustomer } from './index.ts'
import { listMerges } from './list-merges.ts'
import { previewMerge } from './preview-merge.ts'
import { addNote, listNotes } from './save-note.ts'
import { updateCustomer } from './update-customer.ts'
import { customersOf } from './fixtures/customers.ts'
import { mergerOf, mergingOf, stateOf } from './fixtures/merging.ts'

let test: TestDatabase
let owner: Caller
let inboxA: string
let inboxB: string

beforeAll(async () => {
  test = await testDatabase()
  owner = mergerOf(test)
  inboxA = await addInbox(test.db, 'A')
  inboxB = await addInbox(test.db, 'B')
})
beforeEach(() => test.clock.forward(600))

const { make } = customersOf(
  () => test,
  () => owner,
)
const { merge, undo, settle } = mergingOf(() => test)

let nth = 0
/** Two people with everything that a customer may have: one who writes to A, one who writes to B. */
const twoPeople = async () => {
  nth += 1
  const [aya, bo] = [`aya${nth}@example.jp`, `bo${nth}@example.jp`]
  const first = await receive(test.db, aya, inboxA, { subject: `Aya asks ${nth}` })
  test.clock.forward(60)
  const second = await receive(test.db, bo, inboxB, { subject: `Bo asks ${nth}` })
  const idOf = async (from: string) =>
    (await incoming(test.db, from, from === aya ? inboxA : inboxB)).customerId
  const [a, b] = [await idOf(aya), await idOf(bo)]
  await test.db.tx((tx) => addNote(tx, owner, a, 'about Aya'))
  await test.db.tx((tx) => addNote(tx, owner, b, 'about Bo'))
  const attributes = (values: Record<string, string>) => ({ attributes: values })
  await test.db.tx((tx) => updateCustomer(tx, owner, a, attributes({ rank: 'gold', size: 'M' })))
  await test.db.tx((tx) =>
    updateCustomer(tx, owner, b, { ...attributes({ rank: 'new', town: 'Kobe' }), language: 'ja' }),
  )
  await settle()
  return { a, b, aya, bo, first, second, ids: [a, b] }
}

describe('a merge', () => {
  it('brings everything to the survivor, whose own values stand', async () => {
    const { a, b, first, second, bo } = await twoPeople()
    const id = await merge(a, b)
    const customer = await getCustomer(test.db, owner, a)
    expect(customer).toMatchObject({
      conversationCount: 2,
      language: 'ja',
      attributes: { rank: 'gold', size: 'M', town: 'Kobe' },
    })
    expect(customer.identities.map(({ value }) => value)).toContain(bo)
    expect((await listNotes(test.db, owner, a)).map(({ text }) => text).sort()).toEqual([
      'about Aya',
      'about Bo',
    ])
    const { conversations, documents } = await stateOf(test, [a])
    expect(conversations.map((row) => (row as { id: string }).id).sort()).toEqual(
      [first.conversationId, second.conversationId].sort(),
    )
    expect(documents).toHaveLength(4)
    const found = await act<{ items: { conversation: { id: string } }[] }>(
      'desk',
      'search',
      { query: { q: `Bo asks ${nth}`, customerId: a, limit: 10 } },
      { db: test.db, caller: personWith(test.workspaceId, ['conversations.read', 'customers.read']) },
    )
    expect(found.items.map(({ conversation }) => conversation.id)).toEqual([second.conversationId])
    expect(await listMerges(test.db, owner, a)).toMatchObject([
      {
        id,
        merged: { id: b },
        reason: 'manual',
        moved: { addresses: 1, notes: 1, conversations: 1 },
        left: 0,
        mayUndo: true,
      },
    ])
  })

  it('says before what it would do, and does that', async () => {
    const { a, b, bo } = await twoPeople()
    const preview = await previewMerge(test.db, owner, { survivorId: a, mergedId: b })
    expect(preview).toMatchObject({
      moves: { addresses: [bo], notes: 1, conversations: 1 },
      inboxes: 2,
      locked: false,
      underWay: false,
    })
    expect(preview.differing).toContainEqual({ field: 'attributes.rank', kept: 'gold', other: 'new' })
    await merge(a, b)
    expect(await getCustomer(test.db, owner, a)).toMatchObject(preview.result)
  })

  it('leads to the survivor: the old address, later mail, and nobody finds the merged one', async () => {
    const { a, b, bo } = await twoPeople()
    await merge(a, b)
    expect((await getCustomer(test.db, owner, b)).id).toBe(a)
    await receive(test.db, bo, inboxA, { subject: 'later' })
    await settle()
    expect((await getCustomer(test.db, owner, a)).conversationCount).toBe(3)
    const { items } = await listCustomers(test.db, owner, { q: bo, limit: 10 })
    expect(items.map(({ id }) => id)).toEqual([a])
    await expect(test.db.tx((tx) => addNote(tx, owner, b, 'x'))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'customers.merged',
    })
  })

  it('is refused with itself, without the permission, and twice', async () => {
    const { a, b } = await twoPeople()
    await expect(merge(a, a)).rejects.toMatchObject({ kind: 'invalid' })
    const writer = personWith(test.workspaceId, ['customers.read', 'customers.write'])
    await expect(merge(a, b, writer)).rejects.toMatchObject({ kind: 'forbidden' })
    await merge(a, b)
    await expect(merge(a, b)).rejects.toMatchObject({ kind: 'conflict', code: 'customers.merged' })
  })

  it('needs both in sight, and so does its undoing', async () => {
    const { a, b } = await twoPeople()
    const ofA = mergerOf(test, new Set([inboxA]))
    await expect(merge(a, b, ofA)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(previewMerge(test.db, ofA, { survivorId: a, mergedId: b })).rejects.toMatchObject({
      kind: 'not-found',
    })
    const id = await merge(a, b)
    await expect(undo(id, ofA)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await listMerges(test.db, ofA, a)).toMatchObject([{ id, mayUndo: false }])
    await undo(id)
    // The other is a stranger to them again.
    expect(await listMerges(test.db, ofA, a)).toEqual([])
    await expect(getCustomer(test.db, ofA, b)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('moves many conversations in pieces, and can be undone in the middle', async () => {
    const { a, b } = await twoPeople()
    const [template] = await test.db.many<{ id: string }>(
      sql`select id from conversations where workspace_id = ${test.workspaceId} and customer_id = ${b}`,
    )
    await test.db.tx(async (tx) => {
      await tx.run(sql`
        insert into conversations (workspace_id, id, number, inbox_id, customer_id, status, opened_by, opened_at, last_activity_at, last_direction)
        select c.workspace_id, gen_random_uuid(), nextval('conversation_numbers'), c.inbox_id, c.customer_id, 'resolved', 'customer',
          c.opened_at, c.last_activity_at, 'inbound'
        from conversations c, generate_series(1, 1100) where c.workspace_id = ${tx.workspaceId} and c.id = ${template?.id ?? ''}`)
      await tx.run(sql`
        update customers set conversation_count = 1101 where workspace_id = ${tx.workspaceId} and id = ${b}`)
    })
    const rows = async () => ({ ...(await stateOf(test, [a, b])), documents: [] })
    const before = await rows()
    const id = await merge(a, b)
    expect(await listMerges(test.db, owner, a)).toMatchObject([{ moved: { conversations: 500 }, left: 601 }])
    await expect(merge((await make({ name: 'Third' })).id, a)).rejects.toMatchObject({
      code: 'customers.merge-under-way',
    })
    await work('conversations.follow-merge', { mergeId: id }, test.db)
    expect(await listMerges(test.db, owner, a)).toMatchObject([{ moved: { conversations: 1000 }, left: 101 }])
    await undo(id)
    for (let run = 0; run < 3; run += 1) await work('conversations.follow-merge', { mergeId: id }, test.db)
    await settle()
    expect(await rows()).toEqual(before)
  })
})

describe('undoing a merge', () => {
  it('gives the state before, field by field', async () => {
    const { a, b, ids } = await twoPeople()
    const agent = await addAgent(test.db)
    const letter = { subject: 'half', to: [], cc: [], bcc: [], text: 'written', html: null, fileIds: [] }
    const body = { ...letter, inboxId: inboxA }
    await test.db.tx((tx) =>
      act('conversations', 'saveFirstDraft', { query: { customerId: b }, body }, { tx, caller: agent }),
    )
    await settle()
    const before = await stateOf(test, ids)
    const id = await merge(a, b)
    expect(await stateOf(test, ids)).not.toEqual(before)
    await undo(id)
    expect(await stateOf(test, ids)).toEqual(before)
    await expect(undo(id)).rejects.toMatchObject({ kind: 'conflict', code: 'customers.not-merged' })
  })

  it('leaves what came since with the address by which it came', async () => {
    const { a, b, aya, bo } = await twoPeople()
    const id = await merge(a, b)
    const byBo = await receive(test.db, bo, inboxA, { subject: 'Bo again' })
    const byAya = await receive(test.db, aya, inboxB, { subject: 'Aya again' })
    await test.db.tx((tx) => addNote(tx, owner, a, 'since'))
    await test.db.tx((tx) => updateCustomer(tx, owner, a, { attributes: { town: 'Nara' } }))
    await undo(id)
    const state = await stateOf(test, [a, b])
    const owners = new Map(
      (state.conversations as { id: string; customer_id: string }[]).map((row) => [row.id, row.customer_id]),
    )
    expect(owners.get(byBo.conversationId)).toBe(b)
    expect(owners.get(byAya.conversationId)).toBe(a)
    expect((await listNotes(test.db, owner, a)).map(({ text }) => text)).toEqual(['since', 'about Aya'])
    expect(await getCustomer(test.db, owner, a)).toMatchObject({
      conversationCount: 2,
      attributes: { town: 'Nara', rank: 'gold' },
      lastSeenAt: test.clock.now().toISOString(),
    })
    expect(await getCustomer(test.db, owner, b)).toMatchObject({
      conversationCount: 2,
      attributes: { town: 'Kobe' },
    })
    // Each spoke through both inboxes meanwhile.
    for (const inboxId of [inboxA, inboxB])
      for (const customer of [a, b])
        expect(state.inboxes).toContainEqual(
          expect.objectContaining({ customer_id: customer, inbox_id: inboxId }),
        )
  })

  it('takes back through which inbox only the merged one was written to meanwhile', async () => {
    const { a, b, bo } = await twoPeople()
    const elsewhere = await addInbox(test.db, 'Elsewhere')
    const id = await merge(a, b)
    await test.db.tx((tx) => meetCustomer(tx, a, elsewhere))
    await receive(test.db, bo, elsewhere)
    await undo(id)
    const { inboxes } = await stateOf(test, [a, b])
    const there = (inboxes as { customer_id: string; inbox_id: string }[])
      .filter(({ inbox_id }) => inbox_id === elsewhere)
      .map(({ customer_id }) => customer_id)
    expect(there).toEqual([b])
  })

  it('goes from the outside in', async () => {
    const { a, b, ids } = await twoPeople()
    const third = await make({ name: 'Third', email: `third${nth}@example.jp` })
    const before = await stateOf(test, [...ids, third.id])
    const inner = await merge(a, b)
    const between = await stateOf(test, [...ids, third.id])
    const outer = await merge(third.id, a)
    expect((await getCustomer(test.db, owner, b)).id).toBe(third.id)
    await expect(undo(inner)).rejects.toMatchObject({ kind: 'conflict', code: 'customers.merged-further' })
    await undo(outer)
    expect(await stateOf(test, [...ids, third.id])).toEqual(between)
    await undo(inner)
    expect(await stateOf(test, [...ids, third.id])).toEqual(before)
  })

  it('lets another merge fill what became free', async () => {
    const survivor = (await make({ name: 'Survivor' })).id
    const one = (await make({ name: 'One', attributes: { size: 'S' } })).id
    const two = (await make({ name: 'Two', attributes: { size: 'L' } })).id
    const first = await merge(survivor, one)
    const second = await merge(survivor, two)
    const size = async () => (await getCustomer(test.db, owner, survivor)).attributes.size
    expect(await size()).toBe('S')
    await undo(first)
    expect(await size()).toBe('L')
    await undo(second)
    expect(await size()).toBeUndefined()
  })
})

describe('a message that was under way while somebody merged', () => {
  it('follows, with its address and its conversation, and goes back with the undo', async () => {
    const { a, b, bo } = await twoPeople()
    const late = await incoming(test.db, bo, inboxB, { subject: 'under way' })
    const before = await stateOf(test, [a, b])
    const id = await merge(a, b)
    const [received] = await test.db.tx((tx) => receiveMessages(tx, [late]))
    await settle()
    const { conversations } = await stateOf(test, [a])
    expect(conversations.map((row) => (row as { id: string }).id)).toContain(received?.conversationId)
    expect(await getCustomer(test.db, owner, a)).toMatchObject({ conversationCount: 3 })
    await undo(id)
    expect((await stateOf(test, [a])).conversations).toEqual(
      before.conversations.filter((row) => (row as { customer_id: string }).customer_id === a),
    )
    expect((await stateOf(test, [b])).conversations).toHaveLength(2)
  })
})
