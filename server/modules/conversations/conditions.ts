import { conditionsAbout, LONGEST_TEXT } from '../../kernel/conditions/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { relation } from '../../kernel/relations.ts'
import {
  agentChoices,
  DIRECTIONS,
  OPENERS,
  PRIORITIES,
  STATUSES,
  tagChoices,
  teamChoices,
} from './choices.ts'
import {
  knownConversations,
  newestInbound,
  type KnownConversation,
  type NewestInbound,
} from './queries/known.ts'

const CONVERSATION = 'conversation'

const ofConversation = conditionsAbout<KnownConversation>(CONVERSATION, knownConversations, [
  {
    name: 'conversation.status',
    title: { en: 'Status', ja: 'ステータス' },
    kind: 'choice',
    choices: () => STATUSES,
    value: ({ status }) => status,
  },
  {
    name: 'conversation.priority',
    title: { en: 'Priority', ja: '優先度' },
    kind: 'choice',
    choices: () => PRIORITIES,
    value: ({ priority }) => priority,
  },
  {
    name: 'conversation.tags',
    title: { en: 'Tags', ja: 'タグ' },
    kind: 'list',
    choices: tagChoices,
    value: ({ tagIds }) => tagIds,
  },
  {
    name: 'conversation.assignee',
    title: { en: 'Assignee', ja: '担当者' },
    kind: 'choice',
    choices: agentChoices,
    value: ({ assigneeId }) => assigneeId,
  },
  {
    name: 'conversation.team',
    title: { en: 'Team', ja: 'チーム' },
    kind: 'choice',
    choices: teamChoices,
    value: ({ teamId }) => teamId,
  },
  {
    name: 'conversation.subject',
    title: { en: 'Subject', ja: '件名' },
    kind: 'text',
    value: ({ subject }) => subject,
  },
  {
    name: 'conversation.opened-by',
    title: { en: 'Started by', ja: '会話を始めた側' },
    kind: 'choice',
    choices: () => OPENERS,
    value: ({ openedBy }) => openedBy,
  },
  {
    name: 'conversation.last-direction',
    title: { en: 'Last message', ja: '最後のメッセージ' },
    kind: 'choice',
    choices: () => DIRECTIONS,
    value: ({ lastDirection }) => lastDirection,
  },
  {
    name: 'conversation.messages',
    title: { en: 'Number of messages', ja: 'メッセージ数' },
    kind: 'number',
    value: ({ messageCount }) => messageCount,
  },
  {
    name: 'conversation.opened-at',
    title: { en: 'Started', ja: '開始日時' },
    kind: 'moment',
    value: ({ openedAt }) => openedAt,
  },
  {
    name: 'conversation.last-activity-at',
    title: { en: 'Last activity', ja: '最終更新' },
    kind: 'moment',
    value: ({ lastActivityAt }) => lastActivityAt,
  },
  {
    name: 'conversation.waiting-since',
    title: { en: 'Customer waiting since', ja: 'お客様が待ち始めた日時' },
    kind: 'moment',
    value: ({ waitingSince }) => waitingSince,
  },
  {
    name: 'conversation.snoozed-until',
    title: { en: 'Snoozed until', ja: 'スヌーズの期限' },
    kind: 'moment',
    value: ({ snoozedUntil }) => snoozedUntil,
  },
])

const newest = (db: Db, ids: readonly string[], at?: ReadonlyMap<string, string>): Promise<NewestInbound[]> =>
  newestInbound(db, ids, LONGEST_TEXT, at)

const ofMessage = conditionsAbout<NewestInbound>(CONVERSATION, newest, [
  {
    name: 'message.text',
    title: { en: 'Text of the customer’s newest message', ja: 'お客様の最新メッセージの本文' },
    kind: 'text',
    value: ({ text }) => text,
  },
  {
    name: 'message.automatic',
    title: {
      en: 'The customer’s newest message is automatic',
      ja: 'お客様の最新メッセージが自動送信メールである',
    },
    kind: 'flag',
    value: ({ automatic }) => automatic,
  },
  {
    name: 'message.files',
    title: {
      en: 'The customer’s newest message has files',
      ja: 'お客様の最新メッセージに添付ファイルがある',
    },
    kind: 'flag',
    value: ({ hasFiles }) => hasFiles,
  },
])

/** What may be asked of a conversation. */
export const conditions = [...ofConversation, ...ofMessage]

/** To whom and to what a conversation belongs. */
export const relations = [
  relation(CONVERSATION, 'inbox', knownConversations, ({ inboxId }) => inboxId),
  relation(CONVERSATION, 'customer', knownConversations, ({ customerId }) => customerId),
]
