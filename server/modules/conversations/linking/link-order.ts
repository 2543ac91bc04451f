import type { Db } from '../../../kernel/db/index.ts'
import { linksOf, type LinkRow } from '../queries/links.ts'
import { leadsOf } from '../queries/merging.ts'

/** What stands between some conversations: where each leads, and the links that touch them. */
export interface Known {
  /** Of those that were merged, into which they lead. */
  leads: ReadonlyMap<string, string>
  links: readonly LinkRow[]
}

/** Reads what stands between some conversations and all who lead to them. */
export const ledTo = async (db: Db, ids: readonly string[]): Promise<Known> => {
  const rows = await leadsOf(db, ids)
  return {
    leads: new Map(rows.map(({ id, into }) => [id, into])),
    links: await linksOf(db, [...new Set([...ids, ...rows.map(({ id }) => id)])]),
  }
}

/** Whoever came to a conversation before it was merged itself, on every level: merged into it, or split off and put back. */
export const groupOf = (id: string, { leads, links }: Known): string[] => {
  const group = new Set([id])
  for (let size = 0; size !== group.size; ) {
    size = group.size
    for (const { kind, fromId, intoId, messages, undoneAt } of links) {
      // What was split off is of the thread that it was taken from, which may have been merged in itself.
      const [member, home] = kind === 'merge' ? [fromId, intoId] : [intoId, messages[0]?.homeId ?? fromId]
      const stands = kind === 'merge' ? undoneAt === null : undoneAt !== null
      if (stands && group.has(home) && leads.has(member)) group.add(member)
    }
  }
  group.delete(id)
  return [...group]
}

/** Why a link can't be undone now: undoing goes from the outside in. Null: it can, or is undone already. */
export const hindranceOf = (link: LinkRow, known: Known): 'merged-further' | 'split-since' | null => {
  if (link.undoneAt) return null
  const { leads, links } = known
  const standing = links.filter((one) => one.undoneAt === null && one.id !== link.id)
  if (link.kind === 'split') {
    if (leads.has(link.fromId) || leads.has(link.intoId)) return 'merged-further'
    if (standing.some(({ kind, intoId }) => kind === 'merge' && intoId === link.intoId))
      return 'merged-further'
    return standing.some(({ kind, fromId }) => kind === 'split' && fromId === link.intoId)
      ? 'split-since'
      : null
  }
  if (leads.has(link.intoId)) return 'merged-further'
  const homes = new Set([link.fromId, ...groupOf(link.fromId, known)])
  const took = ({ kind, fromId, messages }: LinkRow): boolean =>
    kind === 'split' &&
    fromId === link.intoId &&
    messages.some(({ homeId }) => homeId !== null && homes.has(homeId))
  return standing.some(took) ? 'split-since' : null
}
