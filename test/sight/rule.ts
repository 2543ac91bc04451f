import { randomInt } from 'node:crypto'
import type { Standing } from './standing.ts'

/** Somebody whose sight is asked about. */
export interface Viewer {
  id: string
  role: 'owner' | 'lead' | 'agent' | 'readonly' | 'bot'
}

/** What somebody may be told: the ids that may be named, and all words that may be said. */
export interface Allowed {
  ids: ReadonlySet<string>
  words: ReadonlySet<string>
  numbers: ReadonlySet<number>
  /** What stands by itself, and so in lists. */
  conversations: Standing['conversations']
  messages: Standing['messages']
  customers: ReadonlySet<string>
  arrivals: Standing['arrivals']
  pairs: Standing['pairs']
}

/** A word that stands nowhere else. */
export const mark = (): string =>
  `zq${Array.from({ length: 8 }, () => 'abcdefghijklmnopqrstuvwxy'[randomInt(25)]).join('')}`

/** Such words within a text. */
export const marksIn = (text: string): string[] => text.match(/zq[a-z]{8}/g) ?? []

const seesInbox = ({ id, role }: Viewer, { members, links }: Standing, inboxId: string): boolean =>
  role === 'owner' ||
  role === 'lead' ||
  links.some(
    (link) =>
      link.inboxId === inboxId &&
      members.some(({ agentId, teamId }) => agentId === id && teamId === link.teamId),
  )

/**
 * The rule, said once more and in few words: owners and leads see every inbox, others those of their teams; a conversation
 * is seen by who sees its inbox, and a merged one by who sees the one it went into; whatever stands in it goes with it. A
 * customer is seen by who sees one of the inboxes through which they wrote or were written to, or by all where there is none;
 * two who may be one by who sees both. What became no message, and who is blocked, is for owners and leads.
 */
export const allowedTo = (viewer: Viewer, standing: Standing, only?: readonly string[]): Allowed => {
  const sees = (inboxId: string): boolean => only?.includes(inboxId) ?? seesInbox(viewer, standing, inboxId)
  const byId = new Map(standing.conversations.map((one) => [one.id, one]))
  const conversations = standing.conversations.filter(({ id, mergedInto }) =>
    sees(byId.get(mergedInto ?? id)?.inboxId ?? ''),
  )
  const seen = new Set(conversations.map(({ id }) => id))
  const messages = standing.messages.filter(({ conversationId }) => seen.has(conversationId))
  const said = new Set(messages.map(({ id }) => id))
  const files = standing.files.filter(({ messageId }) => said.has(messageId))
  const people = new Map(standing.customers.map((one) => [one.id, one]))
  const customers = standing.customers.filter(({ id, mergedInto }) => {
    const { inboxIds = [] } = people.get(mergedInto ?? id) ?? {}
    return inboxIds.length === 0 || inboxIds.some(sees)
  })
  const hanging = standing.hanging.filter(({ conversationId }) => seen.has(conversationId))
  const drafts = standing.drafts.filter(
    ({ agentId, conversationId }) => agentId === viewer.id && seen.has(conversationId),
  )
  const inboxes = standing.inboxes.filter(({ id }) => sees(id))
  const tends = viewer.role === 'owner' || viewer.role === 'lead'
  const arrivals = standing.arrivals.filter(({ inboxId }) => tends && sees(inboxId))
  const blocked = tends ? standing.blocked : []
  const all = [
    ...inboxes,
    ...conversations,
    ...messages,
    ...files,
    ...hanging,
    ...standing.posts,
    ...customers,
    ...drafts,
    ...arrivals,
    ...blocked,
  ]
  const known = new Set(customers.filter(({ mergedInto }) => !mergedInto).map(({ id }) => id))
  return {
    ids: new Set([
      ...inboxes.map(({ id }) => id),
      ...seen,
      ...said,
      ...files.map(({ id }) => id),
      ...hanging.map(({ id }) => id),
      ...standing.posts.map(({ id }) => id),
      ...customers.map(({ id }) => id),
      ...arrivals.map(({ id }) => id),
      // Whose it is stands with what they wrote, also where nothing else of them may be known.
      ...conversations.map(({ customerId }) => customerId),
      ...messages.flatMap(({ authorId }) => authorId ?? []),
    ]),
    words: new Set(all.flatMap(({ words }) => marksIn(words))),
    numbers: new Set(conversations.map(({ number }) => number)),
    conversations: conversations.filter(({ mergedInto }) => !mergedInto),
    messages,
    customers: known,
    arrivals,
    pairs: standing.pairs.filter(({ a, b }) => known.has(a) && known.has(b)),
  }
}

/** Everything that somebody might wrongly be told of. */
export interface Known {
  ids: ReadonlySet<string>
  numbers: ReadonlySet<number>
}

/** All ids that are nobody's by themselves, and numbers. */
export const knownIn = (standing: Standing): Known => ({
  ids: new Set(
    [
      standing.inboxes,
      standing.conversations,
      standing.messages,
      standing.files,
      standing.hanging,
      standing.customers,
      standing.arrivals,
    ].flatMap((rows) => rows.map(({ id }) => id)),
  ),
  numbers: new Set(standing.conversations.map(({ number }) => number)),
})

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g
const NUMBER = /"(?:number|conversationNumber)":(\d+)/g

/** What a text says that it may not: words, ids and numbers. `before`: what was allowed a moment ago is no leak yet. */
export const leaksIn = (text: string, known: Known, ...allowed: readonly Allowed[]): string[] => {
  const may = (has: (one: Allowed) => boolean): boolean => allowed.some(has)
  return [
    ...new Set([
      ...marksIn(text).filter((word) => !may(({ words }) => words.has(word))),
      ...(text.match(UUID) ?? []).filter((id) => known.ids.has(id) && !may(({ ids }) => ids.has(id))),
      ...Array.from(text.matchAll(NUMBER), ([, n]) => Number(n))
        .filter((n) => known.numbers.has(n) && !may(({ numbers }) => numbers.has(n)))
        .map((n) => `#${n}`),
    ]),
  ]
}

/** Receipts of what has left, which a visitor's window shows, and of what leaves, which it may show already. */
const LEFT = ['sending', 'sent', 'delivered', 'read', 'uncertain']
const LEAVES = [...LEFT, 'queued', 'held', 'failed']

/** What a visitor's window may show of what was answered to them, and what it must. */
export const answersTo = (visitorId: string, standing: Standing): { may: string[]; must: string[] } => {
  const answers = standing.messages.filter(({ kind, to }) => kind === 'outbound' && to.includes(visitorId))
  const words = (receipts: readonly (string | null)[]) =>
    answers
      .filter(({ receipt }) => receipts.includes(receipt))
      .flatMap((one) => marksIn(one.words).slice(0, 1))
  return { may: words(LEAVES), must: words(LEFT) }
}
