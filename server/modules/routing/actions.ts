import { z } from 'zod'
import { defineAction, type Action, type Foreseen } from '../../kernel/actions/index.ts'
import type { Choice, Conditions } from '../../kernel/conditions/index.ts'
import { id } from '../../kernel/contract.ts'
import type { Db } from '../../kernel/db/index.ts'
import { assignConversation, conversationRows, unheldRows } from '../conversations/index.ts'
import { askDistribution } from './distribute/ask.ts'
import { holdQueued, pinsOf, putQueued } from './distribute/queries.ts'
import { placesFor } from './queues/keep-queued.ts'
import { queueRows } from './queues/queries.ts'

const choices = async (db: Db): Promise<Choice[]> =>
  (await queueRows(db)).map(({ id: value, name }) => ({ value, title: { en: name, ja: name } }))

/** Where it would wait, for those whose customer waits, unless they were put there already. */
const foresee = async (
  db: Db,
  ids: readonly string[],
  { queueId }: { queueId: string },
): Promise<ReadonlyMap<string, Foreseen>> => {
  const [rows, all, pins] = await Promise.all([conversationRows(db, ids), choices(db), pinsOf(db, ids)])
  const to = all.find(({ value }) => value === queueId)?.title
  return new Map(
    rows
      .filter((row) => row.waitingSince !== null && row.status === 'open')
      .filter((row) => row.assigneeId !== null || pins.get(row.id) !== queueId)
      .flatMap((row) => (to ? [[row.id, { from: null, to }] as const] : [])),
  )
}

/** What rules and macros may do with queues. */
export const actionsWith = (conditions: Conditions): Action[] => [
  defineAction({
    name: 'routing.queue',
    title: { en: 'Put into a queue', ja: 'キューに入れる' },
    lead: {
      en: 'Taken from its assignee, it waits in this queue, whichever would fit. Only where the customer waits.',
      ja: '担当者を外し、条件にかかわらずこのキューに入れます。お客様が返信を待っている会話だけが対象です。',
    },
    about: 'conversation',
    needs: 'conversations.write',
    shape: z.object({ queueId: id }),
    fields: [{ path: 'queueId', label: { en: 'Queue', ja: 'キュー' }, choices }],
    // Whoever gets it next from the queue is another change, of which nothing tells what led to it.
    effects: () => [
      { of: 'conversation.assignee', to: null },
      { of: 'conversation.assignee', again: true },
    ],
    preview: foresee,
    run: async (tx, conversationId, { queueId }, by) => {
      await assignConversation(tx, by, { conversationId, assigneeId: null })
      await holdQueued(tx, [conversationId])
      const rows = await unheldRows(tx, [conversationId])
      const pins = new Map([[conversationId, queueId]])
      const places = await placesFor(tx, conditions, await queueRows(tx), rows, pins)
      if (places.length === 0)
        return {
          en: 'Nobody waits in it: an answer awaits approval, or the inbox was put away.',
          ja: '承認待ちの返信があるか、窓口がアーカイブされているため、キューに入れていません。',
        }
      await putQueued(tx, places)
      askDistribution(tx)
      return null
    },
  }),
]
