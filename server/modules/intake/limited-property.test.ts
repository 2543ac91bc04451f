import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addAgent } from '../../../test/factories/index.ts'
import { act } from '../../../test/harness/rooms.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { arrivalOf, keep, letter, paperDesk } from './fixtures/paper.ts'
import { processArrivals } from './process-arrivals.ts'

/** Whatever is limited, lifted and let in, while whoever is limited goes on writing: nothing is lost, and nothing comes twice. */

const desk = await paperDesk()
const { test, inboxId } = desk
const agent = await addAgent(test.db, { role: 'lead' })
const lead: Caller = {
  ...agent,
  permissions: new Set([...agent.permissions, 'harassment.report', 'harassment.handle', 'harassment.block']),
}
const care = <T>(action: string, input: object): Promise<T> =>
  test.db.tx((tx) => act<T>('care', action, input, { caller: lead, tx, db: tx as never }))

/** Letters of a writer come in, in one batch. */
const write = async (writer: string, texts: readonly string[]): Promise<string[]> => {
  desk.read = (raw) => [letter({ text: raw, from: [{ kind: 'letter', value: writer }], threadKeys: [] })]
  const ids = await keep(test.db, inboxId, texts)
  await processArrivals(test.db)
  return ids
}
const saidBy = async (writer: string): Promise<string[]> =>
  (
    await test.db.many<{ text: string }>(sql`
      select m.text from messages m
      join conversations c on c.workspace_id = ${test.workspaceId} and c.id = m.conversation_id
      join identities i on i.workspace_id = ${test.workspaceId} and i.customer_id = c.customer_id and i.value_key = ${writer}
      where m.workspace_id = ${test.workspaceId} and m.kind = 'inbound'`)
  ).map(({ text }) => text)

const step = fc.record({
  what: fc.constantFrom('write', 'write', 'write', 'block', 'number', 'lift', 'release'),
  many: fc.integer({ min: 1, max: 4 }),
  which: fc.nat(99),
})

it('lets in what a limit allows, holds the rest, and gives each letter once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 15 }), async (steps) => {
      const writer = `writer-${newId()}`
      await write(writer, ['first'])
      const { id: conversationId } = await test.db.one<{ id: string }>(sql`
        select c.id from conversations c
        join identities i on i.workspace_id = ${test.workspaceId} and i.customer_id = c.customer_id and i.value_key = ${writer}
        where c.workspace_id = ${test.workspaceId}`)
      const record = await care<{ id: string }>('reportHarassment', {
        params: { conversationId },
        body: { kinds: ['time'], summary: 'x', messageIds: [] },
      })
      const params = { harassmentId: record.id }
      await care('decideHarassment', { params, body: { confirmed: true, reason: 'x', reviewOn: null } })
      const wanted = new Set(['first'])
      const held = new Map<string, { text: string; limitId: string }>()
      let limit: { id: string; room: number } | undefined
      let count = 0
      /** What became of letters, and what was to become of them. */
      const became: [string, string][] = []
      for (const { what, many, which } of steps) {
        if (what === 'write') {
          const texts = Array.from({ length: many }, () => `letter ${(count += 1)}`)
          const ids = await write(writer, texts)
          for (const [at, id] of ids.entries()) {
            const text = texts[at] as string
            const isIn = limit === undefined || limit.room > 0
            if (limit && isIn) limit.room -= 1
            if (isIn) wanted.add(text)
            else held.set(id, { text, limitId: limit?.id as string })
            became.push([(await arrivalOf(test.db, id)).state, isIn ? 'done' : 'ignored'])
          }
        } else if (what === 'block' || what === 'number') {
          const terms = what === 'block' ? { most: null, periodDays: null } : { most: many, periodDays: 300 }
          const said = { reason: 'x', reviewOn: '2199-01-01', templateId: null, tell: false }
          const body = { block: what === 'block', channels: null, hours: null, ...terms, ...said }
          const { id } = await care<{ id: string }>('setContactLimit', { params, body })
          limit = { id, room: what === 'block' ? 0 : many }
        } else if (what === 'lift' && limit) {
          await care('liftContactLimit', { params: { limitId: limit.id }, body: { reason: 'x' } })
          limit = undefined
        } else if (what === 'release' && held.size > 0) {
          const [arrivalId, { text, limitId }] = [...held][which % held.size] as [
            string,
            { text: string; limitId: string },
          ]
          desk.read = (raw) => [letter({ text: raw, from: [{ kind: 'letter', value: writer }] })]
          await care('releaseHeldContact', { params: { limitId, arrivalId } })
          await processArrivals(test.db)
          held.delete(arrivalId)
          wanted.add(text)
        }
      }
      expect(became.map(([state]) => state)).toEqual(became.map(([, due]) => due))
      expect((await saidBy(writer)).toSorted()).toEqual([...wanted].toSorted())
      for (const id of held.keys())
        expect(await arrivalOf(test.db, id)).toMatchObject({ state: 'ignored', reason: 'limited: ' })
    }),
    { numRuns: 30 },
  )
}, 120_000)
