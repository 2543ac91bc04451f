import { v5 } from 'uuid'
import type { Tx } from '../../kernel/db/index.ts'
import type { EventOf, Listener } from '../../kernel/events/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { HookEvent, HookNews } from './hook-event.ts'
import { scheduleDelivery } from './jobs.ts'
import { insertDeliveries, type NewDelivery } from './queries/deliveries.ts'
import { activeHooks, type HookRow } from './queries/hooks.ts'

type Hook = Pick<HookRow, 'id' | 'events' | 'inboxIds'>

/** The JSON text of an event, in the form that Standard Webhooks recommends. */
export const bodyOf = (type: string, at: Date, data: object): string =>
  JSON.stringify({ type, timestamp: at.toISOString(), data })

/** A webhook that is limited to inboxes is not told what has none, unless all are. */
const wants = (hook: Hook, { name, toAll = false }: HookEvent, inboxId: string | null): boolean =>
  hook.events.includes(name) &&
  (hook.inboxIds.length === 0 || (inboxId === null ? toAll : hook.inboxIds.includes(inboxId)))

const deliveriesOf = (kind: HookEvent, news: HookNews, hooks: readonly Hook[]): NewDelivery[] => {
  const told = hooks.filter((hook) => wants(hook, kind, news.inboxId))
  if (told.length === 0) return []
  const body = bodyOf(kind.name, news.event.at, news.data)
  // From the announcement's id, so that a repetition of it is the same event; by name, since one announcement may be two.
  const eventId = v5(kind.name, news.event.id)
  return told.map((hook) => ({ id: newId(), webhookId: hook.id, eventId, event: kind.name, body }))
}

/** Makes the listener that turns announcements into deliveries; without webhooks it costs one small read a batch. */
export const tellHooks = (kinds: readonly HookEvent[]): Listener => ({
  room: 'webhooks',
  events: [...new Set(kinds.flatMap((kind) => kind.announcements))],
  async handle(tx: Tx, events: EventOf<unknown>[]) {
    const hooks = await activeHooks(tx)
    const rows: NewDelivery[] = []
    for (const kind of kinds) {
      const mine = events.filter((event) => kind.announcements.includes(event.name))
      if (mine.length === 0 || !hooks.some((hook) => hook.events.includes(kind.name))) continue
      for (const news of await kind.read(tx, mine)) rows.push(...deliveriesOf(kind, news, hooks))
    }
    if (rows.length === 0) return
    await insertDeliveries(tx, rows)
    scheduleDelivery(tx)
  },
})
