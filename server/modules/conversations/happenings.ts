import type { Announcement, EventType } from '../../kernel/events/index.ts'
import type { Happened, Happening, Telling } from '../../kernel/happenings/index.ts'
import {
  approvalChanged,
  conversationChanged,
  conversationReturned,
  messageReceived,
  noteAdded,
  receiptChanged,
} from './events.ts'
import { concernedBy } from './queries/concerned.ts'
import { messagesByIds } from './queries/messages.ts'

/** What waits for one person alone, or was left waiting, is shown to them wherever they are. */
const usual = ['app', 'desktop', 'push'] as const

const mentioned: Happening = {
  name: 'mentioned',
  title: { en: 'A note mentions me', ja: 'メモで自分がメンションされたとき' },
  rank: 10,
  usual,
  says: ({ by }) => ({ en: `${by} mentioned you`, ja: `${by}さんからメンションされました` }),
}

const approval: Happening = {
  name: 'approval',
  title: { en: 'A reply waits for my approval', ja: 'ほかの担当者の返信が承認を待っているとき' },
  rank: 20,
  usual,
  says: ({ by }) => ({ en: `A reply by ${by} needs approval`, ja: `${by}さんの返信が承認を待っています` }),
}

const approved: Happening = {
  name: 'approved',
  title: { en: 'My reply was approved', ja: '自分の返信が承認されたとき' },
  rank: 30,
  usual,
  says: ({ by }) => ({ en: `${by} approved your reply`, ja: `${by}さんが返信を承認しました` }),
}

const failed: Happening = {
  name: 'failed',
  title: { en: 'My reply did not reach the customer', ja: '自分の返信がお客様に届かなかったとき' },
  rank: 35,
  usual,
  says: ({ about }) => ({
    en: `Your reply to ${about} was not delivered`,
    ja: `${about}様への返信が届きませんでした`,
  }),
}

const assigned: Happening = {
  name: 'assigned',
  title: { en: 'A conversation is assigned to me', ja: '会話が自分に割り当てられたとき' },
  rank: 40,
  usual,
  says: ({ by }) =>
    by === null
      ? { en: 'A conversation was assigned to you', ja: '会話が割り当てられました' }
      : { en: `${by} assigned a conversation to you`, ja: `${by}さんから会話が割り当てられました` },
}

const returned: Happening = {
  name: 'returned',
  title: {
    en: 'Nobody answered in time and a conversation went back to unassigned',
    ja: '担当者が返信しないまま、会話が未割り当てに戻ったとき',
  },
  rank: 50,
  usual,
  says: ({ about }) => ({ en: `Not answered in time: ${about}`, ja: `返信期限を過ぎました：${about}様` }),
}

const replied: Happening = {
  name: 'replied',
  title: {
    en: 'A customer replies in one of my conversations',
    ja: '担当している会話にお客様から返信があったとき',
  },
  rank: 60,
  usual,
  says: ({ about }) => ({ en: `${about} replied`, ja: `${about}様から返信がありました` }),
}

const followed: Happening = {
  name: 'followed',
  title: {
    en: 'A customer replies in a conversation that I follow',
    ja: 'フォローしている会話にお客様から返信があったとき',
  },
  rank: 70,
  usual: ['app'],
  says: replied.says,
}

const team: Happening = {
  name: 'team',
  title: {
    en: 'Something new comes in for my teams',
    ja: '自分のチームに新しい会話が届いたとき',
  },
  rank: 80,
  usual: [],
  says: ({ about }) => ({ en: `New conversation from ${about}`, ja: `新しい会話：${about}様` }),
}

/** The payloads of the events of one kind. */
const of = <Payload>(events: readonly Announcement[], type: EventType<Payload>): Payload[] =>
  events.filter(({ name }) => name === type.eventName).map(({ payload }) => payload as Payload)

const about = (id: string) => ({ kind: 'conversation' as const, id })

/** Who is mentioned, and what was handed on, comes from the events themselves. */
const told: Telling = {
  happenings: [mentioned, approval, approved, assigned, returned, team],
  events: [messageReceived, noteAdded, conversationChanged, conversationReturned, approvalChanged],
  find: (_db, events) => [
    ...of(events, noteAdded).flatMap(({ conversationId, inboxId, messageId, mentions, actorId }) =>
      mentions.map(
        (agentId): Happened => ({
          happening: 'mentioned',
          about: about(conversationId),
          resourceId: inboxId,
          to: { who: 'person', personId: agentId },
          messageId,
          actorId,
        }),
      ),
    ),
    ...of(events, approvalChanged).flatMap(ofApproval),
    ...of(events, conversationReturned).flatMap(ofReturn),
    ...of(events, conversationChanged).flatMap(ofChange),
    ...of(events, messageReceived)
      .filter(({ opened, automatic }) => opened && !automatic)
      .map(
        ({ conversationId, inboxId, messageId }): Happened => ({
          happening: 'team',
          about: about(conversationId),
          resourceId: inboxId,
          to: { who: 'groups' },
          messageId,
        }),
      ),
  ],
}

type PayloadOf<T> = T extends (payload: infer P) => unknown ? P : never

/** Asked of those who may decide; told to its author once it goes. A note says why one came back. */
const ofApproval = (payload: PayloadOf<typeof approvalChanged>): Happened[] => {
  const { conversationId, inboxId, messageId, state, authorId, actorId } = payload
  const one = { about: about(conversationId), resourceId: inboxId, messageId, actorId }
  const deciders = {
    who: 'permitted',
    permission: 'conversations.approve',
    roles: ['owner', 'lead'],
  } as const
  if (state === 'waiting') return [{ ...one, happening: 'approval', to: deciders }]
  return state === 'approved' && authorId
    ? [{ ...one, happening: 'approved', to: { who: 'person', personId: authorId } }]
    : []
}

/** Whoever held it is told, and those who can take it now. */
const ofReturn = (payload: PayloadOf<typeof conversationReturned>): Happened[] => {
  const { conversationId, inboxId, teamId, agentId } = payload
  const one = { happening: 'returned', about: about(conversationId), resourceId: inboxId }
  return [
    { ...one, to: { who: 'person', personId: agentId } },
    { ...one, to: teamId === null ? { who: 'groups' } : { who: 'group', groupId: teamId } },
  ]
}

const ofChange = (payload: PayloadOf<typeof conversationChanged>): Happened[] => {
  const { conversationId, inboxId, changes, actorId } = payload
  const one = { about: about(conversationId), resourceId: inboxId, actorId }
  return changes.flatMap(({ kind, to }): Happened[] => {
    if (to === null) return []
    if (kind === 'assigned') return [{ ...one, happening: 'assigned', to: { who: 'person', personId: to } }]
    return kind === 'team' ? [{ ...one, happening: 'team', to: { who: 'group', groupId: to } }] : []
  })
}

/** A reply in a conversation that nobody holds or follows is new to nobody in particular. */
const replies: Telling = {
  happenings: [replied, followed],
  events: [messageReceived],
  async find(db, events) {
    const news = of(events, messageReceived).filter(({ opened, automatic }) => !opened && !automatic)
    if (news.length === 0) return []
    const concerned = await concernedBy(db, [...new Set(news.map(({ conversationId }) => conversationId))])
    return news.flatMap(({ conversationId, messageId }) =>
      concerned
        .filter((one) => one.conversationId === conversationId)
        .map(
          ({ agentId, inboxId, follows }): Happened => ({
            happening: follows ? 'followed' : 'replied',
            about: about(conversationId),
            resourceId: inboxId,
            to: { who: follows ? 'person' : 'holder', personId: agentId },
            messageId,
          }),
        ),
    )
  },
}

/** An answer that was refused, came back, or of which nobody knows whether it left. */
const LOST: ReadonlySet<string> = new Set(['failed', 'bounced', 'uncertain'])

const failures: Telling = {
  happenings: [failed],
  events: [receiptChanged],
  async find(db, events) {
    const lost = of(events, receiptChanged).filter(({ receipt }) => LOST.has(receipt))
    if (lost.length === 0) return []
    const messages = await messagesByIds(db, [...new Set(lost.map(({ messageId }) => messageId))])
    return messages.flatMap(({ id, conversationId, author, receipt }): Happened[] => {
      const inboxId = lost.find(({ messageId }) => messageId === id)?.inboxId
      // One that was sent again meanwhile, or went elsewhere, needs no telling.
      if (author.kind !== 'agent' || !author.id || !inboxId || !receipt || !LOST.has(receipt)) return []
      return [
        {
          happening: 'failed',
          about: about(conversationId),
          resourceId: inboxId,
          to: { who: 'person', personId: author.id },
          messageId: id,
        },
      ]
    })
  },
}

/** What people are told of in conversations. */
export const tellings: readonly Telling[] = [told, replies, failures]
