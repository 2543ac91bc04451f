import type { EventOf } from '../kernel/events/index.ts'
import {
  conversationChanged,
  conversationMerged,
  conversationSplit,
  conversationStarted,
  conversationUnmerged,
  messageReceived,
  noteAdded,
  receiptChanged,
} from '../modules/conversations/index.ts'
import { customerChanged, customerCreated, customerErased } from '../modules/customers/index.ts'
import type { HookEvent } from '../modules/webhooks/index.ts'
import { readCustomers, readMoved, readPlaces, withoutMessage } from './webhook-news.ts'

const withPayload =
  <Payload>(wanted: (payload: Payload) => boolean) =>
  (event: EventOf<unknown>): boolean =>
    wanted(event.payload as Payload)

type Receipt = { receipt: string; first: boolean }

/** Everything that webhooks can be told, in the order in which it is listed. */
export const webhookEvents: readonly HookEvent[] = [
  {
    name: 'message.received',
    description: {
      en: 'A message from a customer arrived (data: message, conversation).',
      ja: 'お客様からメッセージが届いたとき（data：message、conversation）',
    },
    byInbox: true,
    announcements: [messageReceived.eventName],
    read: (db, events) => readPlaces(db, events),
  },
  {
    name: 'message.sent',
    description: {
      en: 'A reply was sent to the customer (data: message, conversation).',
      ja: '返信がお客様へ送信されたとき（data：message、conversation）',
    },
    byInbox: true,
    announcements: [receiptChanged.eventName],
    read: (db, events) =>
      readPlaces(
        db,
        events.filter(withPayload<Receipt>(({ receipt, first }) => first && receipt === 'sent')),
      ),
  },
  {
    name: 'message.failed',
    description: {
      en: 'A reply was refused, came back or was given up (data: message, conversation).',
      ja: '返信が拒否された、不達で戻った、または送信を断念したとき（data：message、conversation）',
    },
    byInbox: true,
    announcements: [receiptChanged.eventName],
    read: (db, events) =>
      readPlaces(
        db,
        events.filter(withPayload<Receipt>(({ receipt }) => ['failed', 'bounced'].includes(receipt))),
      ),
  },
  {
    name: 'note.added',
    description: {
      en: 'An internal note was added (data: message, conversation).',
      ja: '社内メモが追加されたとき（data：message、conversation）',
    },
    byInbox: true,
    announcements: [noteAdded.eventName],
    read: (db, events) => readPlaces(db, events),
  },
  {
    name: 'conversation.opened',
    description: {
      en: 'A conversation was started, by a customer or by us (data: conversation; where it was merged at once, the one that it went into, with mergedConversationId).',
      ja: 'お客様または当社から会話が新しく始まったとき（data：conversation。直後に結合された場合は結合先の会話と mergedConversationId）',
    },
    byInbox: true,
    announcements: [messageReceived.eventName, conversationStarted.eventName],
    read: (db, events) =>
      readPlaces(
        db,
        events.filter(withPayload<{ opened?: boolean }>(({ opened }) => opened ?? true)).map(withoutMessage),
      ),
  },
  {
    name: 'conversation.changed',
    description: {
      en: 'The status, assignment, priority, tags or subject changed (data: conversation, changes with kind, from and to, actor).',
      ja: 'ステータス・担当・優先度・タグ・件名が変わったとき（data：conversation、changes〔kind、from、to〕、actor）',
    },
    byInbox: true,
    announcements: [conversationChanged.eventName],
    read: (db, events) =>
      readPlaces(db, events, ({ payload }) => {
        const { changes, actorKind, actorId } = payload as Record<string, unknown>
        return { changes, actor: { kind: actorKind, id: actorId } }
      }),
  },
  {
    name: 'conversation.merged',
    description: {
      en: 'A conversation was merged into this one, or a split was undone: its messages are here now (data: conversation, mergedConversationId). Where the other one is of another inbox, that inbox is told the ids alone.',
      ja: '別の会話がこの会話に結合されたとき、または分割が取り消されたとき（data：conversation、mergedConversationId）。相手の会話が別の窓口の場合、その窓口には ID のみ通知されます。',
    },
    byInbox: true,
    announcements: [conversationMerged.eventName],
    read: readMoved('mergedConversationId'),
  },
  {
    name: 'conversation.unmerged',
    description: {
      en: 'A merge was undone: both conversations stand alone again (data: conversation, unmergedConversationId). Where the other one is of another inbox, that inbox is told the ids alone.',
      ja: '会話の結合が取り消されたとき（data：conversation、unmergedConversationId）。相手の会話が別の窓口の場合、その窓口には ID のみ通知されます。',
    },
    byInbox: true,
    announcements: [conversationUnmerged.eventName],
    read: readMoved('unmergedConversationId'),
  },
  {
    name: 'conversation.split',
    description: {
      en: 'Messages of this conversation were put into a new one (data: conversation, newConversationId). Where the new one is of another inbox, that inbox is told the ids alone.',
      ja: '会話の一部のメッセージが新しい会話に分割されたとき（data：conversation、newConversationId）。新しい会話が別の窓口の場合、その窓口には ID のみ通知されます。',
    },
    byInbox: true,
    announcements: [conversationSplit.eventName],
    read: readMoved('newConversationId'),
  },
  {
    name: 'customer.created',
    description: {
      en: 'A new customer was added (data: customer).',
      ja: '新しいお客様が登録されたとき（data：customer）',
    },
    byInbox: false,
    announcements: [customerCreated.eventName],
    read: readCustomers,
  },
  {
    name: 'customer.changed',
    description: {
      en: 'The name, contact details, attributes or notes of a customer changed, or the inboxes they belong to (data: customer).',
      ja: 'お客様の名前・連絡先・属性・メモ、または関わる窓口が変わったとき（data：customer）',
    },
    byInbox: false,
    announcements: [customerChanged.eventName],
    read: readCustomers,
  },
  {
    name: 'customer.erased',
    description: {
      en: 'Everything about a customer was erased: erase it with you, too (data: customer with id alone).',
      ja: 'お客様のデータをすべて消去したとき。連携先でも消去してください（data：customer〔id のみ〕）',
    },
    byInbox: false,
    toAll: true,
    announcements: [customerErased.eventName],
    read: async (_db, events) =>
      events.map((event) => {
        const { customerId } = event.payload as { customerId: string }
        return { event, inboxId: null, data: { customer: { id: customerId } } }
      }),
  },
]

/** What a webhook is told that a rule or a macro calls. */
export const actionCalled: HookEvent = {
  name: 'action.called',
  description: {
    en: 'A rule or a macro called this webhook (data: conversation, by).',
    ja: 'ルールまたはマクロがこのWebhookを呼び出したとき（data：conversation、by）',
  },
  byInbox: true,
  announcements: [],
  read: (db, events) =>
    readPlaces(db, events, ({ payload }) => ({ by: (payload as Record<string, unknown>)['by'] })),
}
