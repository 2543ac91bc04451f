import { demand, sees, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { ConversationLink } from '../contract-merge.ts'
import { findConversation } from '../get-conversation.ts'
import { hindranceOf, ledTo } from './link-order.ts'
import { linkActors, sideRows, type SideRow } from '../queries/links.ts'

const toSide = ({ customerId, customerName, placeId: _, ...rest }: SideRow): ConversationLink['from'] => ({
  ...rest,
  customer: { id: customerId, name: customerName },
})

/** Merges and splits of a conversation and of those merged into it, newest first; only where both sides are in sight. */
export const listLinks = async (
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<ConversationLink[]> => {
  demand(caller, 'conversations.read')
  const { id } = await findConversation(db, caller, conversationId)
  const near = await ledTo(db, [id])
  // Where it stands now counts as much: of what was undone, a side may have gone out of sight by another merge.
  const shows = ({ inboxId, placeId }: SideRow): boolean => sees(caller, inboxId) && sees(caller, placeId)
  // What the other sides lead to says whether theirs may be undone.
  const known = await ledTo(db, [
    ...new Set([id, ...near.links.flatMap((link) => [link.fromId, link.intoId])]),
  ])
  const [sides, actors] = await Promise.all([
    sideRows(
      db,
      near.links.flatMap(({ fromId, intoId }) => [fromId, intoId]),
    ),
    linkActors(
      db,
      near.links.map((link) => link.id),
    ),
  ])
  return near.links.flatMap((link) => {
    const from = sides.find((side) => side.id === link.fromId)
    const into = sides.find((side) => side.id === link.intoId)
    const who = actors.find((one) => one.id === link.id)
    if (!from || !into || !who || ![from, into].every(shows)) return []
    return [
      {
        id: link.id,
        kind: link.kind,
        from: toSide(from),
        into: toSide(into),
        messages: link.messageCount,
        by: { kind: who.kind, id: who.actorId, name: who.name },
        at: link.at.toISOString(),
        undoneBy: who.undoneByKind && {
          kind: who.undoneByKind,
          id: who.undoneById,
          name: who.undoneByName ?? '',
        },
        undoneAt: link.undoneAt?.toISOString() ?? null,
        hindered: hindranceOf(link, known),
      },
    ]
  })
}
