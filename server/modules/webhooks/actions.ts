import { z } from 'zod'
import { defineAction, type Action } from '../../kernel/actions/index.ts'
import type { Choice } from '../../kernel/conditions/index.ts'
import { id } from '../../kernel/contract.ts'
import type { Db } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { HookEvent } from './hook-event.ts'
import { scheduleDelivery } from './jobs.ts'
import { bodyOf } from './on-events.ts'
import { insertDeliveries } from './queries/deliveries.ts'
import { hookRow, hookRows } from './queries/hooks.ts'

const choices = async (db: Db): Promise<Choice[]> =>
  (await hookRows(db)).map(({ id: value, url, description }) => {
    const name = description || url
    return { value, title: { en: name, ja: name } }
  })

/** What rules and macros may do with webhooks; `called` is what a webhook is told then. */
export const actionsWith = (called: HookEvent): Action[] => [
  defineAction({
    name: 'webhook.call',
    title: { en: 'Call a webhook', ja: 'Webhookを呼び出す' },
    lead: {
      en: 'Told the conversation as the event “action.called”, signed and repeated as its other events are.',
      ja: '会話の内容をイベント「action.called」として送信します。署名や再送の扱いは、ほかのイベントと同じです。',
    },
    about: 'conversation',
    outward: true,
    needs: 'settings.write',
    shape: z.object({ webhookId: id }),
    fields: [{ path: 'webhookId', label: { en: 'Webhook', ja: '呼び出すWebhook' }, choices }],
    preview: async (db, ids, { webhookId }) => {
      const chosen = (await choices(db)).find(({ value }) => value === webhookId)
      const to = chosen?.title ?? { en: 'A webhook that is gone', ja: '削除されたWebhook' }
      return new Map(ids.map((one) => [one, { from: null, to }]))
    },
    run: async (tx, conversationId, { webhookId }, by) => {
      const hook = await hookRow(tx, webhookId)
      if (hook?.state !== 'active')
        return { en: 'The webhook is switched off.', ja: 'Webhookが停止しているか、削除されています。' }
      const event = {
        id: newId(),
        name: called.name,
        payload: { conversationId, by: { kind: by.kind, name: by.name } },
        at: tx.now,
      }
      const [news] = await called.read(tx, [event])
      if (!news || (hook.inboxIds.length > 0 && !hook.inboxIds.includes(news.inboxId ?? '')))
        return {
          en: 'The webhook is not told of this inbox.',
          ja: 'このWebhookは、この窓口の会話を対象にしていません。',
        }
      const body = bodyOf(called.name, tx.now, news.data)
      await insertDeliveries(tx, [{ id: newId(), webhookId, eventId: event.id, event: called.name, body }])
      scheduleDelivery(tx)
      return null
    },
  }),
]
