import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { decidePair } from './decide-pair.ts'
import { getCustomer } from './get-customer.ts'
import { listCustomers } from './index.ts'
import { listMerges } from './list-merges.ts'
import { addNote } from './save-note.ts'
import { updateCustomer } from './update-customer.ts'
import { customersOf } from './fixtures/customers.ts'
import { mergerOf, mergingOf, stateOf } from './fixtures/merging.ts'
import { MergeModel } from './fixtures/merge-model.ts'

let test: TestDatabase
let all: Caller
let inboxes: string[]
beforeAll(async () => {
  test = await testDatabase()
  all = mergerOf(test)
  inboxes = [await addInbox(test.db, 'A'), await addInbox(test.db, 'B'), await addInbox(test.db, 'C')]
})

const { make } = customersOf(
  () => test,
  () => all,
)
const { merge, undo, settle } = mergingOf(() => test)

const PEOPLE = 4
const who = fc.nat({ max: PEOPLE - 1 })
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('mail' as const), who, inbox: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('note' as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      who,
      key: fc.constantFrom('size', 'town'),
      value: fc.constantFrom('x', 'y', null),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('merge' as const), who, other: who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), nth: fc.nat({ max: 5 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('lock' as const), who, other: who, never: fc.boolean() }),
  },
)

const valuesOf = (nth: number): Record<string, string> => (nth % 2 ? { town: `t${nth}` } : {})

let run = 0
/** A few people who write from an address of their own, each known to one inbox. */
const begin = async (): Promise<{ ids: string[]; model: MergeModel }> => {
  run += 1
  const ids: string[] = []
  for (let nth = 0; nth < PEOPLE; nth += 1) {
    const email = `p${nth}-${run}@example.jp`
    ids.push(
      (await make({ name: `Person ${nth}`, email, attributes: nth % 2 ? { town: `t${nth}` } : {} })).id,
    )
  }
  const model = new MergeModel(ids, valuesOf)
  for (let nth = 0; nth < PEOPLE; nth += 1) await mail(model, nth, nth % inboxes.length)
  await settle()
  return { ids, model }
}

const mail = async (model: MergeModel, nth: number, inbox: number): Promise<void> => {
  test.clock.forward(120)
  const { conversationId } = await receive(test.db, `p${nth}-${run}@example.jp`, inboxes[inbox] as string)
  model.mail(nth, conversationId, inboxes[inbox] as string, test.clock.now())
}

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const play = async (model: MergeModel, ids: readonly string[], move: Step): Promise<void> => {
  if (move.do === 'mail') return mail(model, move.who, move.inbox)
  if (move.do === 'undo') {
    const chosen = model.merges[move.nth]
    if (!chosen || chosen.undone) return
    if (model.mayUndo(chosen)) {
      model.undo(chosen)
      return undo(chosen.id)
    }
    return expect(undo(chosen.id)).rejects.toMatchObject({ kind: 'conflict' })
  }
  const root = model.root(move.who)
  const id = ids[root] as string
  if (move.do === 'note') {
    const { id: noteId } = await test.db.tx((tx) => addNote(tx, all, id, 'a note'))
    model.notes.set(noteId, root)
    return
  }
  if (move.do === 'edit') {
    model.edit(root, move.key, move.value)
    await test.db.tx((tx) => updateCustomer(tx, all, id, { attributes: { [move.key]: move.value } }))
    return
  }
  const other = model.root(move.other)
  if (other === root) return
  const otherId = ids[other] as string
  if (move.do === 'lock') {
    await test.db.tx((tx) => decidePair(tx, all, { customerId: id, otherId, never: move.never }))
    model.lock(root, other, move.never)
    return
  }
  if (model.isLocked(root, other)) {
    await expect(merge(id, otherId)).rejects.toMatchObject({ code: 'customers.never-merge' })
    return
  }
  model.merge(await merge(id, otherId), root, other)
}

const agrees = async (model: MergeModel, ids: readonly string[]): Promise<void> => {
  const state = await stateOf(test, ids)
  const ownerOf = (rows: readonly unknown[]) =>
    new Map(
      (rows as { id: string; customer_id: string }[]).map((row) => [row.id, ids.indexOf(row.customer_id)]),
    )
  expect(ownerOf(state.conversations)).toEqual(model.conversationOwners())
  expect(ownerOf(state.notes)).toEqual(model.noteOwners())
  // The first message of a conversation has its document, and so has the conversation.
  const found = state.documents as { customer_id: string }[]
  for (const [nth, id] of ids.entries()) {
    const count = [...model.conversationOwners().values()].filter((owner) => owner === nth).length
    expect(found.filter((row) => row.customer_id === id)).toHaveLength(2 * count)
    const row = (
      state.customers as {
        id: string
        conversation_count: number
        merged_into: string | null
        attributes: object
        last_seen_at: Date
      }[]
    ).find((one) => one.id === id)
    expect(row?.conversation_count).toBe(count)
    const root = model.root(nth)
    expect(row?.merged_into ?? id).toBe(ids[root])
    const addresses = (state.identities as { customer_id: string; value: string }[]).filter(
      ({ customer_id }) => customer_id === id,
    )
    expect(addresses.map(({ value }) => value).sort()).toEqual(
      model
        .members(nth)
        .map((member) => `p${member}-${run}@example.jp`)
        .sort(),
    )
    if (root !== nth) continue
    expect(row?.attributes).toEqual(model.attributes(nth))
    expect(row?.last_seen_at).toEqual(model.lastSeen(nth))
    const links = (state.inboxes as { customer_id: string; inbox_id: string }[]).filter(
      (l) => l.customer_id === id,
    )
    expect(links.map(({ inbox_id }) => inbox_id).sort()).toEqual(model.inboxes(nth))
    for (const inboxId of inboxes) await learnsNothing(model, nth, id, inboxId)
  }
}

/** Whoever sees one inbox alone sees exactly those who spoke there, themselves or merged, and no word of others. */
const learnsNothing = async (model: MergeModel, nth: number, id: string, inboxId: string): Promise<void> => {
  const limited = mergerOf(test, new Set([inboxId]))
  if (model.inboxes(nth).includes(inboxId)) {
    expect((await getCustomer(test.db, limited, id)).id).toBe(id)
    const strangers = (await listMerges(test.db, limited, id)).filter(({ undoneAt }) => undoneAt !== null)
    for (const { merged } of strangers)
      expect(model.inboxes(model.root(model.ids.indexOf(merged.id)))).toContain(inboxId)
    return
  }
  await expect(getCustomer(test.db, limited, id)).rejects.toMatchObject({ kind: 'not-found' })
  const { items } = await listCustomers(test.db, limited, { q: `p${nth}-${run}@example.jp`, limit: 10 })
  expect(items).toEqual([])
}

it('merges and undoes in any order as a plain model does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 22 }), async (steps) => {
      const { ids, model } = await begin()
      for (const move of steps) {
        test.clock.forward(60)
        await play(model, ids, move)
        await settle()
        await agrees(model, ids)
      }
      expect(
        await test.db.maybe(sql`
          select i.kind from identities i where i.workspace_id = ${test.workspaceId}
          group by i.kind, i.value_key having count(distinct i.customer_id) > 1`),
      ).toBeUndefined()
    }),
    {
      numRuns: 8,
      endOnFailure: true,
      // Somebody writes through another inbox while they are merged.
      examples: [
        [
          [
            { do: 'merge', who: 0, other: 1 },
            { do: 'mail', who: 1, inbox: 2 },
            { do: 'undo', nth: 0 },
          ],
        ],
      ],
    },
  )
})

it('gives the state before, whatever was merged, when all is undone at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(who, who), { minLength: 1, maxLength: 6 }), async (pairs) => {
      const { ids, model } = await begin()
      const before = await stateOf(test, ids)
      for (const [one, other] of pairs) {
        const [survivor, merged] = [model.root(one), model.root(other)]
        if (survivor !== merged)
          model.merge(await merge(ids[survivor] as string, ids[merged] as string), survivor, merged)
      }
      for (let left = model.standing(); left.length > 0; left = model.standing()) {
        const next = left.find((one) => model.mayUndo(one))
        if (!next) throw new Error('nothing can be undone')
        model.undo(next)
        await undo(next.id)
      }
      expect(await stateOf(test, ids)).toEqual(before)
    }),
    { numRuns: 8, endOnFailure: true },
  )
})
