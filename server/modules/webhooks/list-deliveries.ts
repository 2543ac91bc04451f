import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import type { WebhookDelivery } from './contract.ts'
import { findDelivery, findHook } from './find-hook.ts'
import { deliveryRows } from './queries/deliveries.ts'
import { shapeDelivery } from './shape.ts'

/** A page of a webhook's deliveries, newest first. */
export const listDeliveries = async (
  db: Db,
  caller: Caller,
  input: {
    webhookId: string
    state?: WebhookDelivery['state'] | undefined
    cursor?: string | undefined
    limit: number
  },
): Promise<{ items: WebhookDelivery[]; next: string | null }> => {
  demand(caller, 'settings.write')
  if (input.cursor !== undefined && !isId(input.cursor))
    throw invalid('webhooks.cursor', 'This cursor is not one of ours. Start from the first page.')
  await findHook(db, input.webhookId)
  const rows = await deliveryRows(db, {
    webhookId: input.webhookId,
    state: input.state ?? null,
    before: input.cursor ?? null,
    limit: input.limit + 1,
  })
  const items = rows.slice(0, input.limit).map(shapeDelivery)
  return { items, next: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null }
}

/** One delivery with what is sent and what was answered last. */
export const getDelivery = async (
  db: Db,
  caller: Caller,
  id: string,
): Promise<WebhookDelivery & { body: string; lastAnswer: string | null }> => {
  demand(caller, 'settings.write')
  const row = await findDelivery(db, id)
  return { ...shapeDelivery(row), body: row.body, lastAnswer: row.lastAnswer }
}
