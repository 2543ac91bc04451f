import { cutText } from '../../kernel/cut-text.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Frame, LivePush } from '../../kernel/live/index.ts'
import { agentsByIds } from '../agents/index.ts'
import {
  approvalChanged,
  conversationChanged,
  conversationReturned,
  conversationRows,
  laterAuthors,
  messageReceived,
  messagesByIds,
  noteAdded,
  type ConversationRow,
} from '../conversations/index.ts'
import { happening as order, type Notice } from './contract.ts'
import { findHappenings, type Happened } from './find-happenings.ts'
import { reachedRows, type ReachedRow } from './queries.ts'
import { DEFAULTS } from './read-settings.ts'

const LONGEST = 200

/** Somebody to be told of something. */
interface Told {
  happened: Happened
  reached: ReachedRow
}

const rank = ({ happened }: Told): number => order.options.indexOf(happened.happening)

const wants = ({ happened: { happening }, reached }: Told) => ({
  desktop: (reached.desktop ?? DEFAULTS.desktop).includes(happening),
  sound: (reached.sound ?? DEFAULTS.sound).includes(happening),
})

/** Of one conversation each person is told once, of what concerns them most among what they want to be told of. */
const onePerPerson = (told: readonly Told[]): Told[] => {
  const first = new Map<string, Told>()
  for (const one of told.toSorted((a, b) => rank(a) - rank(b))) {
    const { desktop, sound } = wants(one)
    const key = `${one.reached.agentId} ${one.happened.conversationId}`
    if ((desktop || sound) && !first.has(key)) first.set(key, one)
  }
  return [...first.values()]
}

const rowsOf = async (db: Db, happened: readonly Happened[]): Promise<Map<string, ConversationRow>> => {
  const ids = [...new Set(happened.map(({ conversationId }) => conversationId))]
  const rows = ids.length === 0 ? [] : await conversationRows(db, ids)
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Whoever holds the conversation is concerned by replies in it, and by nothing that they did themselves. Only for replies
 * the conversation is looked up: most of what comes in is told to nobody.
 */
const whoIsTold = async (db: Db, happenings: readonly Happened[]): Promise<Told[]> => {
  const isReply = ({ happening }: Happened) => happening === 'replied'
  const held = await rowsOf(db, happenings.filter(isReply))
  const later = held.size === 0 ? [] : await laterAuthors(db, [...held.keys()])
  const concerns = happenings.flatMap((happened) => {
    const { agentId, teamId, inboxId, deciders = false } = happened
    if (!isReply(happened)) return [{ happened, agentId, teamId, inboxId, deciders }]
    const row = held.get(happened.conversationId)
    // A reply in a conversation that nobody holds is new to nobody in particular.
    if (!row) return []
    // Whoever has an answer that is still to leave has to know that the customer went on, too.
    const authors = later.filter(({ conversationId }) => conversationId === row.id)
    const people = new Set([row.assigneeId, ...authors.map((author) => author.agentId)])
    return [...people].flatMap((one) =>
      one ? [{ happened, agentId: one, teamId, inboxId: row.inboxId, deciders }] : [],
    )
  })
  if (concerns.length === 0) return []
  return (await reachedRows(db, concerns)).flatMap((reached) => {
    const happened = concerns[reached.index]?.happened
    return happened && happened.actorId !== reached.agentId ? [{ happened, reached }] : []
  })
}

const load = async (db: Db, events: Parameters<LivePush['load']>[1]): Promise<Frame[]> => {
  const happenings = findHappenings(events)
  if (happenings.length === 0) return []
  const told = onePerPerson(await whoIsTold(db, happenings))
  if (told.length === 0) return []
  const messageIds = told.flatMap(({ happened }) => happened.messageId ?? [])
  const actorIds = told.flatMap(({ happened }) => happened.actorId ?? [])
  const [conversations, messages, people] = await Promise.all([
    rowsOf(
      db,
      told.map(({ happened }) => happened),
    ),
    messageIds.length === 0 ? [] : messagesByIds(db, [...new Set(messageIds)]),
    agentsByIds(db, [...new Set(actorIds)]),
  ])
  return told.flatMap((one): Frame[] => {
    const { happened, reached } = one
    const row = conversations.get(happened.conversationId)
    // One that went elsewhere since may stand out of the sight of whoever is told.
    const message = messages.find(
      ({ id, conversationId }) => id === happened.messageId && conversationId === row?.id,
    )
    // A colleague who mentions themselves needs no telling.
    if (!row || (happened.happening === 'mentioned' && message?.author.id === reached.agentId)) return []
    // Who said it; of an approval whoever gave it.
    const isSaid = happened.happening !== 'approved' && message?.author.kind === 'agent'
    const by = isSaid ? message.author.name : undefined
    const notice: Notice = {
      id: `${happened.happening} ${happened.messageId ?? `${row.id} ${row.version}`}`,
      happening: happened.happening,
      conversationId: row.id,
      number: row.number,
      subject: row.subject,
      customer: row.customerName,
      by: by ?? people.find(({ id }) => id === happened.actorId)?.name ?? null,
      text: cutText(message?.text ?? row.preview, LONGEST),
      ...wants(one),
    }
    return [
      {
        topics: [`person:${reached.agentId}`],
        frame: { type: 'notice', data: notice },
        key: `notice ${reached.agentId} ${row.id}`,
      },
    ]
  })
}

/** Notices to the screens of the people whom something concerns. */
export const pushes: LivePush[] = [
  {
    events: [messageReceived, noteAdded, conversationChanged, conversationReturned, approvalChanged].map(
      (type) => type.eventName,
    ),
    load,
  },
]
