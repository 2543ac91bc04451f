import type { Tx } from '../../kernel/db/index.ts'
import type { Listener } from '../../kernel/events/index.ts'
import type { Happened, Happenings } from '../../kernel/happenings/index.ts'
import { newId } from '../../kernel/ids.ts'
import { peopleTold } from './events.ts'
import { planSendings } from './outward/plan-sendings.ts'
import { insertTellings, putNotices, type TellingRow } from './queries/notices.ts'
import { permittedIds, reachedRows, type Concern, type ReachedRow } from './queries/reached.ts'

/** So many in one announcement, which has to fit into a signal between processes. */
const AT_ONCE = 100

/** What concerns the same people in the same way: they are looked up once, however much of it happened. */
const keyOf = ({ happening, to, resourceId }: Happened): string => JSON.stringify([happening, to, resourceId])

/** Somebody to be told of something. */
type Told = TellingRow & { rank: number; parts: Set<string> }

const concernsOf = async (
  tx: Tx,
  happenings: Happenings,
  groups: readonly Happened[],
): Promise<readonly Concern[]> => {
  const concerns = groups.map(async ({ happening, to, resourceId }, group): Promise<Concern[]> => {
    const usual = happenings.named(happening)?.usual ?? []
    const one = { group, agentId: null, teamId: null, resourceId, happening, usual }
    if (to.who === 'group') return [{ ...one, teamId: to.groupId }]
    // Of nothing in particular there are no teams.
    if (to.who === 'groups') return resourceId === null ? [] : [one]
    if (to.who !== 'permitted') return [{ ...one, agentId: to.personId }]
    return (await permittedIds(tx, to.permission, to.roles)).map((agentId) => ({ ...one, agentId }))
  })
  return (await Promise.all(concerns)).flat()
}

const toTelling = (happened: Happened, at: number, { agentId, ways }: ReachedRow, rank: number): Told => {
  const { happening, about, part, resourceId, messageId, actorId, detail, to } = happened
  return {
    id: newId(),
    agentId,
    happening,
    subject: about.id,
    conversationId: about.kind === 'conversation' ? about.id : null,
    // One row for several leads to those in sight, whichever that are.
    inboxId: about.kind === 'page' ? null : resourceId,
    messageId: messageId ?? null,
    actorId: actorId ?? null,
    detail: detail ?? null,
    count: 1,
    why: to.who,
    ways: [...ways],
    rank,
    parts: new Set([part ?? String(at)]),
  }
}

/** Of one subject each person is told once, of what concerns them most among what they want to be told of. */
const onePerSubject = (told: readonly Told[]): Told[] => {
  const first = new Map<string, Told>()
  for (const one of told.toSorted((a, b) => a.rank - b.rank)) {
    const key = `${one.agentId} ${one.subject}`
    const other = first.get(key)
    if (!other) first.set(key, one)
    else {
      other.ways = [...new Set([...other.ways, ...one.ways])]
      if (other.happening !== one.happening) continue
      for (const part of one.parts) other.parts.add(part)
      other.count = other.parts.size
    }
  }
  return [...first.values()]
}

/** Who is told of what, each once for a subject; nobody of what they did themselves. */
const whoIsTold = async (tx: Tx, happenings: Happenings, happened: readonly Happened[]): Promise<Told[]> => {
  const groups = new Map<string, { at: number; one: Happened }>()
  for (const one of happened) if (!groups.has(keyOf(one))) groups.set(keyOf(one), { at: groups.size, one })
  const concerns = await concernsOf(
    tx,
    happenings,
    Array.from(groups.values(), ({ one }) => one),
  )
  if (concerns.length === 0) return []
  const reached = Map.groupBy(await reachedRows(tx, concerns), ({ group }) => group)
  return onePerSubject(
    happened.flatMap((one, at) => {
      const rank = happenings.named(one.happening)?.rank ?? 0
      const whom = reached.get(groups.get(keyOf(one))?.at ?? -1) ?? []
      return whom.filter(({ agentId }) => agentId !== one.actorId).map((row) => toTelling(one, at, row, rank))
    }),
  )
}

/** Tells people what happened: kept with the removal of the events that say so, so that nobody is told twice or never. */
export const keepTellings = (happenings: Happenings): Listener => ({
  room: 'notifications',
  events: happenings.events(),
  async handle(tx, events) {
    const happened = await happenings.find(tx, events)
    if (happened.length === 0) return
    const told = await whoIsTold(tx, happenings, happened)
    if (told.length === 0) return
    const kept = told.filter(({ ways }) => ways.includes('app'))
    await Promise.all([insertTellings(tx, told), kept.length > 0 ? putNotices(tx, kept) : 0])
    await planSendings(tx, told)
    const ids = told.map(({ id }) => id)
    for (let at = 0; at < ids.length; at += AT_ONCE)
      tx.announce(peopleTold({ tellingIds: ids.slice(at, at + AT_ONCE) }))
  },
})
