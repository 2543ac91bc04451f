import { variablesAbout } from '../../kernel/variables/index.ts'
import { namedConversations, type NamedConversation } from './queries/known.ts'

/** What answers may name of a conversation. */
export const variables = variablesAbout<NamedConversation>('conversation', namedConversations, [
  {
    name: 'conversation.number',
    title: { en: 'Number of the conversation', ja: '受付番号' },
    kind: 'number',
    always: true,
    value: ({ number }) => number,
  },
  {
    name: 'conversation.subject',
    title: { en: 'Subject', ja: '件名' },
    kind: 'text',
    value: ({ subject }) => subject,
  },
  {
    name: 'conversation.opened-at',
    title: { en: 'When it began', ja: 'お問い合わせ日時' },
    kind: 'moment',
    always: true,
    value: ({ openedAt }) => openedAt,
  },
  {
    name: 'conversation.last-message-at',
    title: { en: 'When the customer wrote last', ja: 'お客様の最新メッセージの日時' },
    kind: 'moment',
    value: ({ lastInboundAt }) => lastInboundAt,
  },
  {
    name: 'conversation.assignee',
    title: { en: 'Name of the assignee', ja: '担当者名' },
    kind: 'text',
    value: ({ assignee }) => assignee,
  },
  {
    name: 'conversation.team',
    title: { en: 'Name of the team', ja: 'チーム名' },
    kind: 'text',
    value: ({ team }) => team,
  },
])
