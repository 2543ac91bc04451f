import type { Tx } from '../../../kernel/db/index.ts'
import { addConversationCounts, type Actor } from '../../customers/index.ts'
import { keepChange } from '../change-conversation.ts'
import { moveCount } from '../count-changes.ts'
import { conversationUnmerged } from '../events.ts'
import { fromKept, givenBack, isSame } from './kept-state.ts'
import { insertChanges } from '../queries/changes.ts'
import { countMessages, moveHome } from '../queries/homes.ts'
import type { LinkRow } from '../queries/links.ts'
import { dropFollowers, moveDrafts, revive } from '../queries/merging.ts'
import type { LockedRow } from '../queries/receive.ts'
import { saveConversation, type ConversationRow } from '../queries/rows.ts'
import { reopenSuggestions } from '../queries/suggestions.ts'
import { replaceTagRows } from '../queries/tags.ts'
import { withStatus } from '../set-status.ts'
import { asItReads, asSaid, isWoken } from '../spoken-state.ts'

/** A conversation at one end of a link, held. */
export type Held = LockedRow & { customerName: string }

/** A link with both of its conversations. */
export interface Undoing {
  link: LinkRow
  from: Held
  into: Held
  actor: Actor
}

/** Undoes a merge of two conversations that are held; `group`: those that came to the merged one before. */
export const unmerge = async (
  tx: Tx,
  { link, from, into, actor }: Undoing,
  group: readonly string[],
): Promise<void> => {
  const homes = [from.id, ...group]
  const untouched = isSame(await countMessages(tx, into.id, homes), link.kept.moved)
  await moveHome(tx, { from: into.id, into: from.id, homes })
  await revive(tx, from.id, group)
  await standAlone(tx, { link, from, into, actor }, untouched)
  const after = await left(tx, { link, into })
  if (after.tagIds.length !== into.tagIds.length) await replaceTagRows(tx, into.id, after.tagIds)
  await dropFollowers(tx, into.id, link.kept.followerIds)
  await moveDrafts(tx, { from: into.id, into: from.id }, link.kept.draftIds)
  await reopenSuggestions(tx, from.id, into.id)
  const told = { kind: 'unmerged' as const, from: String(into.number), to: String(from.number) }
  await insertChanges(tx, actor, [{ ...told, conversationId: from.id }])
  await keepChange(tx, actor, into, after, [{ ...told, conversationId: into.id }])
  tx.announce(
    conversationUnmerged({
      conversationId: into.id,
      inboxId: into.inboxId,
      fromId: from.id,
      fromInboxId: from.inboxId,
      linkId: link.id,
      actorId: actor.id,
    }),
  )
}

/** The merged conversation as it stood, or, where something came or went in its thread since, as that says. */
const standAlone = async (tx: Tx, { link, from }: Undoing, untouched: boolean): Promise<void> => {
  const { status, snoozedUntil, resolvedAt, waitingSince } = fromKept(link.kept.other)
  const before = { ...from, status, snoozedUntil, resolvedAt, waitingSince, version: from.version + 1 }
  const row = untouched ? await asItReads(tx, before) : await asSaid(tx, await awake(tx, before, link))
  await saveConversation(tx, row)
  moveCount(tx, undefined, row)
  await addConversationCounts(tx, [row.customerId])
}

/** Open where somebody wrote since. */
const awake = async (tx: Tx, row: ConversationRow, { kept }: LinkRow): Promise<ConversationRow> =>
  row.status !== 'open' && (await isWoken(tx, row.id, kept.asleep?.other))
    ? { ...row, ...withStatus('open', tx.now) }
    : row

/** The one that stays, with what nobody touched since as it was before; whoever wrote to it since is not put away again. */
const left = async (tx: Tx, { link, into }: Pick<Undoing, 'link' | 'into'>): Promise<ConversationRow> => {
  const spoken = isSame(await countMessages(tx, into.id), link.kept.stays)
  const fields = givenBack(into, link.kept, spoken)
  const { status, snoozedUntil, resolvedAt } = into
  const putAway = fields.status !== undefined && fields.status !== 'open'
  const woken = putAway && (await isWoken(tx, into.id, link.kept.asleep?.before))
  const row = {
    ...into,
    ...fields,
    ...(woken ? { status, snoozedUntil, resolvedAt } : {}),
    tagIds: into.tagIds.filter((id) => !link.kept.tagIds.includes(id)),
  }
  return spoken ? asItReads(tx, row) : asSaid(tx, row)
}
