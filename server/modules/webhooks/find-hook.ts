import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Webhook } from './contract.ts'
import { deliveryRow, openCounts, type DeliveryRow } from './queries/deliveries.ts'
import { hookRow, hookRows, lockHook, type HookRow } from './queries/hooks.ts'
import { shapeHook } from './shape.ts'

const noHook = (): Error => notFound('webhooks.no-webhook', 'There is no such webhook.')

/** The webhook, or `not-found`. */
export const findHook = async (db: Db, id: string): Promise<HookRow> => {
  const row = await hookRow(db, id)
  if (!row) throw noHook()
  return row
}

/** The webhook, held until the end of the transaction, or `not-found`. */
export const holdHook = async (tx: Tx, id: string): Promise<HookRow> => {
  const row = await lockHook(tx, id)
  if (!row) throw noHook()
  return row
}

/** The delivery, or `not-found`. */
export const findDelivery = async (
  db: Db,
  id: string,
): Promise<DeliveryRow & { body: string; lastAnswer: string | null }> => {
  const row = await deliveryRow(db, id)
  if (!row) throw notFound('webhooks.no-delivery', 'There is no such delivery. They are kept for 30 days.')
  return row
}

/** All webhooks with what waits and failed. */
export const listHooks = async (db: Db, caller: Caller): Promise<Webhook[]> => {
  demand(caller, 'settings.write')
  const [rows, counts] = await Promise.all([hookRows(db), openCounts(db)])
  return rows.map((row) =>
    shapeHook(
      row,
      counts.find(({ webhookId }) => webhookId === row.id),
    ),
  )
}

/** One webhook on the wire. */
export const showHook = async (db: Db, id: string): Promise<Webhook> => {
  const [row, counts] = [await findHook(db, id), await openCounts(db)]
  return shapeHook(
    row,
    counts.find(({ webhookId }) => webhookId === id),
  )
}
