import { defineTrigger, when, type Moment, type Trigger } from '../../kernel/triggers/index.ts'
import {
  approvalChanged,
  conversationChanged,
  conversationMerged,
  conversationReturned,
  conversationSplit,
  conversationsNamed,
  conversationStarted,
  conversationUnmerged,
  messageCancelled,
  messageReceived,
  noteAdded,
  receiptChanged,
} from './events.ts'
import { lastActive, lastActiveOf, waitingFor, waitingOf } from './queries/moments.ts'

const about = 'conversation'

/** Said where something of a kind is other; `untag` of tags that were taken off. */
const changed = (...kinds: string[]) =>
  when(
    conversationChanged,
    ({ conversationId, changes }) =>
      changes.some(({ kind }) => kinds.includes(kind)) ? conversationId : null,
    kinds,
  )

/** Said where an answer that needs a second person came so far. */
const approval = (to: 'waiting' | 'declined') =>
  when(approvalChanged, ({ state, conversationId }) => (state === to ? conversationId : null), [to])

const created: Trigger = defineTrigger({
  name: 'conversation.created',
  title: { en: 'A conversation begins', ja: '会話が新しく始まったとき' },
  about,
  said: [
    when(messageReceived, ({ opened, conversationId, messageId }) =>
      opened ? { id: conversationId, at: messageId } : null,
    ),
    when(conversationStarted, ({ conversationId }) => conversationId),
  ],
})

const received: Trigger = defineTrigger({
  name: 'message.received',
  title: { en: 'A message of the customer’s comes', ja: 'お客様からメッセージが届いたとき' },
  about,
  said: [when(messageReceived, ({ conversationId, messageId }) => ({ id: conversationId, at: messageId }))],
})

const sent: Trigger = defineTrigger({
  name: 'message.sent',
  title: { en: 'An answer of ours has left', ja: '担当者の返信が送信されたとき' },
  about,
  said: [
    when(
      receiptChanged,
      ({ first, receipt, automatic, conversationId }) =>
        first && receipt === 'sent' && !automatic ? conversationId : null,
      ['sent'],
    ),
  ],
})

const failed: Trigger = defineTrigger({
  name: 'message.failed',
  title: { en: 'A message of ours could not be delivered', ja: 'こちらのメッセージを届けられなかったとき' },
  about,
  said: [
    when(
      receiptChanged,
      ({ receipt, conversationId }) => (['failed', 'bounced'].includes(receipt) ? conversationId : null),
      ['failed'],
    ),
  ],
})

const noted: Trigger = defineTrigger({
  name: 'note.added',
  title: { en: 'An internal note is added', ja: '社内メモが追加されたとき' },
  about,
  said: [when(noteAdded, ({ conversationId }) => conversationId)],
  follows: ['conversation.notes'],
})

const assigned: Trigger = defineTrigger({
  name: 'conversation.assigned',
  title: { en: 'Another person has it, or nobody any more', ja: '担当者が変わったとき' },
  about,
  said: [changed('assigned')],
  follows: ['conversation.assignee'],
})

const teamed: Trigger = defineTrigger({
  name: 'conversation.team-changed',
  title: { en: 'Another team has it, or none any more', ja: '担当チームが変わったとき' },
  about,
  said: [changed('team')],
  follows: ['conversation.team'],
})

const settled: Trigger = defineTrigger({
  name: 'conversation.status-changed',
  title: { en: 'The status changes', ja: 'ステータスが変わったとき' },
  about,
  said: [
    changed('status'),
    when(messageReceived, ({ reopened, conversationId, messageId }) =>
      reopened ? { id: conversationId, at: messageId } : null,
    ),
  ],
  follows: ['conversation.status'],
})

const prioritised: Trigger = defineTrigger({
  name: 'conversation.priority-changed',
  title: { en: 'The priority changes', ja: '優先度が変わったとき' },
  about,
  said: [changed('priority')],
  follows: ['conversation.priority'],
})

const tagged: Trigger = defineTrigger({
  name: 'conversation.tags-changed',
  title: { en: 'A tag is added or removed', ja: 'タグが付いた・外れたとき' },
  about,
  said: [changed('tagged', 'untagged')],
  follows: ['conversation.tags'],
})

const returned: Trigger = defineTrigger({
  name: 'conversation.returned',
  title: {
    en: 'It goes back to the queue since nobody answered in time',
    ja: '時間内に返信がなく、キューに戻されたとき',
  },
  about,
  said: [when(conversationReturned, ({ conversationId }) => conversationId)],
})

const merged: Trigger = defineTrigger({
  name: 'conversation.merged',
  title: { en: 'Another conversation is merged into it', ja: '別の会話が結合されたとき' },
  about,
  said: [when(conversationMerged, ({ conversationId }) => conversationId)],
})

const asked: Trigger = defineTrigger({
  name: 'approval.asked',
  title: { en: 'An answer waits for approval', ja: '返信の承認が依頼されたとき' },
  about,
  said: [approval('waiting')],
  follows: ['conversation.approval'],
})

const declined: Trigger = defineTrigger({
  name: 'approval.declined',
  title: { en: 'An answer was not approved', ja: '返信が承認されなかったとき' },
  about,
  said: [approval('declined')],
})

/** What happens to a conversation to which rules may answer. */
export const triggers: readonly Trigger[] = [
  created,
  received,
  sent,
  failed,
  noted,
  assigned,
  teamed,
  settled,
  prioritised,
  tagged,
  returned,
  merged,
  asked,
  declined,
]

/** What came late through a mail server lies back, and so does what holds again once an answer or a merge is undone. */
const LATE = [
  messageReceived,
  messageCancelled,
  approvalChanged,
  conversationMerged,
  conversationUnmerged,
  conversationSplit,
].map(({ eventName }) => eventName)

const late: Pick<Moment, 'lateBy' | 'toldLate'> = {
  lateBy: [...LATE, conversationChanged.eventName],
  toldLate({ name, payload }) {
    if (LATE.includes(name)) return conversationsNamed(payload)
    if (name !== conversationChanged.eventName) return []
    // Who was resolved by mistake goes on waiting since they wrote.
    const { conversationId, changes } = payload as Parameters<typeof conversationChanged>[0]
    return changes.some(({ kind }) => kind === 'status') ? [conversationId] : []
  },
}

/** After which of its moments. */
export const moments: readonly Moment[] = [
  {
    name: 'conversation.waiting',
    title: { en: 'The customer has waited for an answer for', ja: 'お客様が返信を待っている時間' },
    about,
    passed: waitingFor,
    read: waitingOf,
    ...late,
  },
  {
    name: 'conversation.idle',
    title: { en: 'Nothing was said for', ja: '最後のやり取りからの時間' },
    about,
    passed: lastActive,
    read: lastActiveOf,
    ...late,
  },
]
