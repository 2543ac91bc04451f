import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Conditions } from '../../../kernel/conditions/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { changedFields, recordAudit } from '../../audit/index.ts'
import { demandTeams, existingSkills } from '../../agents/index.ts'
import type { Queue, QueueInput } from '../contract-queues.ts'
import { askDistribution } from '../distribute/ask.ts'
import { listQueues } from './list-queues.ts'
import {
  deleteQueueRow,
  insertQueue,
  putOrder,
  queueRow,
  queueRows,
  updateQueueRow,
  type QueueRow,
} from './queries.ts'
import { requeue } from './requeue-all.ts'

const MOST = 100

const note = (tx: Tx, caller: Caller, action: string, id?: string, details: object = {}): Promise<void> => {
  // Who waits now waits where the queues say from now on; a pass, since how it is handed out may be all that changed.
  requeue(tx)
  askDistribution(tx)
  return recordAudit(tx, caller, {
    action: `routing.${action}`,
    subject: { kind: 'queue', id },
    details: { ...details },
  })
}

const checked = async (tx: Tx, conditions: Conditions, input: QueueInput): Promise<QueueInput> => {
  const name = input.name.trim()
  if (name === '') throw invalid('routing.empty-name', 'The queue has no name. Enter one.')
  const skillIds = input.skills.map(({ skillId }) => skillId)
  if (new Set(skillIds).size < skillIds.length)
    throw invalid('routing.skill-twice', 'A skill stands there twice. Leave one of the two out.')
  if (skillIds.length > 0 && (await existingSkills(tx, skillIds)).length < skillIds.length)
    throw invalid('routing.unknown-skill', 'One of the skills does not exist any more. Choose again.')
  const teamIds = [...new Set(input.teamIds)]
  const overflowTeamIds = [...new Set(input.overflowTeamIds)]
  await demandTeams(tx, [...new Set([...teamIds, ...overflowTeamIds])])
  if (input.overflowSeconds !== null && overflowTeamIds.length === 0)
    throw invalid('routing.no-overflow-team', 'Choose the teams that help after that time.')
  for (const expression of [input.applies, input.urgent])
    if (expression) await conditions.check(tx, 'conversation', expression)
  return { ...input, name, teamIds, overflowTeamIds }
}

/** A queue, held until the end of the transaction. Throws `not-found`. */
const holdQueue = async (tx: Tx, id: string): Promise<QueueRow> => {
  const row = await queueRow(tx, id)
  if (!row) throw notFound('routing.no-queue', 'There is no such queue.')
  return row
}

/** The queue as the API gives it. */
const shown = async (tx: Tx, id: string): Promise<Queue> => {
  const found = (await listQueues(tx)).find((queue) => queue.id === id)
  if (!found) throw new Error(`the queue ${id} is gone in its own transaction`)
  return found
}

/** Adds a queue behind all others. */
export const createQueue = async (
  tx: Tx,
  caller: Caller,
  conditions: Conditions,
  input: QueueInput,
): Promise<Queue> => {
  demand(caller, 'routing.write')
  if ((await queueRows(tx)).length >= MOST)
    throw invalid('routing.too-many', `There are ${MOST} queues already. Remove one first.`)
  const id = newId()
  const queue = await checked(tx, conditions, input)
  await insertQueue(tx, { id, ...queue })
  await note(tx, caller, 'create-queue', id, queue)
  return shown(tx, id)
}

/** Replaces a queue. */
export const updateQueue = async (
  tx: Tx,
  caller: Caller,
  conditions: Conditions,
  id: string,
  input: QueueInput,
): Promise<Queue> => {
  demand(caller, 'routing.write')
  const before = await holdQueue(tx, id)
  const after = { id, ...(await checked(tx, conditions, input)) }
  const changed = changedFields(before, after)
  if (Object.keys(changed).length > 0) {
    await updateQueueRow(tx, after)
    await note(tx, caller, 'update-queue', id, { ...changed, name: changed.name ?? after.name })
  }
  return shown(tx, id)
}

/** Removes a queue; what waits in it waits in the next that fits. */
export const deleteQueue = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'routing.write')
  const { name } = await holdQueue(tx, id)
  await deleteQueueRow(tx, id)
  await note(tx, caller, 'delete-queue', id, { name })
}

/** Puts all queues in an order; throws `conflict` where they are others by now. */
export const orderQueues = async (tx: Tx, caller: Caller, ids: readonly string[]): Promise<Queue[]> => {
  demand(caller, 'routing.write')
  const known = new Set((await queueRows(tx)).map(({ id }) => id))
  if (new Set(ids).size !== ids.length || known.size !== ids.length || !ids.every((id) => known.has(id)))
    throw conflict('routing.other-queues', 'The queues are others by now. Look at them again.')
  await putOrder(tx, ids)
  await note(tx, caller, 'order-queues', undefined, { queueIds: ids })
  return listQueues(tx)
}
