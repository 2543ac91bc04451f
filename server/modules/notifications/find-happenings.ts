import type { EventOf } from '../../kernel/events/events.ts'
import {
  approvalChanged,
  conversationChanged,
  conversationReturned,
  messageReceived,
  noteAdded,
} from '../conversations/index.ts'
import type { Happening } from './contract.ts'

/** Something that may concern people. */
export interface Happened {
  happening: Happening
  conversationId: string
  inboxId: string
  /** The message that was said, where it is one. */
  messageId: string | null
  /** Whom it concerns, where the event says so; `replied` concerns whoever holds the conversation. */
  agentId: string | null
  teamId: string | null
  /** Who did it, if a colleague. */
  actorId: string | null
  /** It concerns everybody who may decide on it. */
  deciders?: boolean
}

type Event = Pick<EventOf<unknown>, 'name' | 'payload'>
type PayloadOf<T> = T extends (payload: infer P) => unknown ? P : never

/** What a batch of events may tell people, in the order of the events. */
export const findHappenings = (events: readonly Event[]): Happened[] =>
  events.flatMap(({ name, payload }) => {
    if (name === messageReceived.eventName) return ofMessage(payload as PayloadOf<typeof messageReceived>)
    if (name === noteAdded.eventName) return ofNote(payload as PayloadOf<typeof noteAdded>)
    if (name === conversationReturned.eventName)
      return ofReturn(payload as PayloadOf<typeof conversationReturned>)
    if (name === approvalChanged.eventName) return ofApproval(payload as PayloadOf<typeof approvalChanged>)
    return name === conversationChanged.eventName
      ? ofChange(payload as PayloadOf<typeof conversationChanged>)
      : []
  })

const nobody = { messageId: null, agentId: null, teamId: null, actorId: null }

const ofMessage = ({
  conversationId,
  inboxId,
  messageId,
  opened,
  automatic,
}: PayloadOf<typeof messageReceived>): Happened[] =>
  automatic ? [] : [{ ...nobody, happening: opened ? 'team' : 'replied', conversationId, inboxId, messageId }]

/** Asked of those who may decide; told to its author once it goes. A note says why one came back. */
const ofApproval = ({
  conversationId,
  inboxId,
  messageId,
  state,
  authorId,
  actorId,
}: PayloadOf<typeof approvalChanged>): Happened[] => {
  const told = { ...nobody, conversationId, inboxId, messageId, actorId }
  if (state === 'waiting') return [{ ...told, happening: 'approval', deciders: true }]
  return state === 'approved' && authorId ? [{ ...told, happening: 'approved', agentId: authorId }] : []
}

const ofNote = ({ conversationId, inboxId, messageId, mentions }: PayloadOf<typeof noteAdded>): Happened[] =>
  mentions.map((agentId) => ({
    ...nobody,
    happening: 'mentioned',
    conversationId,
    inboxId,
    messageId,
    agentId,
  }))

/** Whoever held it is told, and those who can take it now. */
const ofReturn = ({
  conversationId,
  inboxId,
  teamId,
  agentId,
}: PayloadOf<typeof conversationReturned>): Happened[] => {
  const returned = { ...nobody, happening: 'returned' as const, conversationId, inboxId }
  return [
    { ...returned, agentId },
    { ...returned, teamId },
  ]
}

const ofChange = ({
  conversationId,
  inboxId,
  changes,
  actorId,
}: PayloadOf<typeof conversationChanged>): Happened[] =>
  changes.flatMap(({ kind, to }): Happened[] => {
    if (to === null) return []
    const changed = { ...nobody, conversationId, inboxId, actorId }
    if (kind === 'assigned') return [{ ...changed, happening: 'assigned', agentId: to }]
    return kind === 'team' ? [{ ...changed, happening: 'team', teamId: to }] : []
  })
