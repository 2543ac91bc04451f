import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { actorOf, addConversationCounts, type Actor } from '../customers/index.ts'
import { keepChange } from './change-conversation.ts'
import { moveCount } from './count-changes.ts'
import { conversationUnmerged } from './events.ts'
import { fromKept, givenBack } from './kept-state.ts'
import { groupOf, hindranceOf, ledTo } from './link-order.ts'
import { announceMerge, leave, shown, type Linked } from './merge-conversation.ts'
import { insertChanges } from './queries/changes.ts'
import { isEmptied } from './queries/erase.ts'
import { countMessages, moveAll, moveBack, moveHome } from './queries/homes.ts'
import { linkRow, undoLinkRow, type LinkRow } from './queries/links.ts'
import { dropFollowers, moveDrafts, revive, shareFollowers, survivorOf } from './queries/merging.ts'
import { lockConversations, type LockedRow } from './queries/receive.ts'
import { saveConversation, type ConversationRow } from './queries/rows.ts'
import { reopenSuggestions } from './queries/suggestions.ts'
import { replaceTagRows } from './queries/tags.ts'
import { refuseEmptied } from './refuse-emptied.ts'
import { withStatus } from './set-status.ts'
import { asItReads, spokenState } from './spoken-state.ts'

type Held = LockedRow & { customerName: string }

/** A link with both of its conversations, held. */
export interface Undoing {
  link: LinkRow
  from: Held
  into: Held
  actor: Actor
}

const noLink = () => notFound('conversations.no-link', 'There is no such merge or split.')

/**
 * Undoes a merge or a split, however long ago it was. Both conversations must be in the caller's sight. Throws `conflict`
 * where it is undone already, and where another link has to be undone first.
 */
export const undoLink = async (tx: Tx, caller: Caller, linkId: string): Promise<Linked> => {
  demand(caller, 'conversations.write')
  const found = await linkRow(tx, linkId)
  if (!found) throw noLink()
  const rows = await lockConversations(tx, [found.fromId, found.intoId], { erased: true })
  const held = (id: string): Held => {
    const row = rows.find((one) => one.id === id)
    if (!row || !sees(caller, row.inboxId)) throw noLink()
    return { ...row, customerName: '' }
  }
  const [from, into] = [held(found.fromId), held(found.intoId)]
  // One that leads out of sight is not there, whatever else would be in the way.
  for (const { id, mergedInto } of [from, into]) {
    const survivor = mergedInto === null ? undefined : await survivorOf(tx, id)
    if (survivor && !sees(caller, survivor.inboxId)) throw noLink()
  }
  const link = await readAgain(tx, linkId)
  const known = await ledTo(tx, [from.id, into.id])
  const hindered = hindranceOf(link, known)
  if (hindered)
    throw conflict(
      'conversations.link-hindered',
      'A later merge or split of these conversations has to be undone first.',
      { reasons: [{ hindered }] },
    )
  // What was split off is kept; put back where nothing is left, it would never be taken away again.
  if (link.kind === 'split' && !(await isEmptied(tx, [into.id]))) await refuseEmptied(tx, [from.id])
  const actor = actorOf(caller)
  await undoLinkRow(tx, linkId, actor)
  const undoing = { link, from, into, actor }
  await (link.kind === 'merge' ? unmerge(tx, undoing, groupOf(from.id, known)) : unsplit(tx, undoing))
  return { linkId, conversation: await shown(tx, from.id) }
}

/** Behind the lock: two who undo at once must not both give back. */
const readAgain = async (tx: Tx, linkId: string): Promise<LinkRow> => {
  const link = await linkRow(tx, linkId)
  if (!link || link.undoneAt) throw conflict('conversations.link-undone', 'This was undone already.')
  return link
}

const same = (a: { count: number; lastId: string | null }, b: { count: number; lastId: string | null }) =>
  a.count === b.count && a.lastId === b.lastId

/** Nobody waits in what is resolved; somebody who wrote since in what is not open waits, and it opens. */
const settled = (tx: Tx, row: ConversationRow, heard: boolean): ConversationRow => {
  if (heard && row.waitingSince && row.status !== 'open') return { ...row, ...withStatus('open', tx.now) }
  return row.status === 'resolved' ? { ...row, waitingSince: null } : row
}

/** Undoes a merge of two conversations that are held; `group`: those that came to the merged one before. */
export const unmerge = async (
  tx: Tx,
  { link, from, into, actor }: Undoing,
  group: readonly string[],
): Promise<void> => {
  const homes = [from.id, ...group]
  const untouched = same(await countMessages(tx, into.id, homes), link.kept.moved)
  await moveHome(tx, { from: into.id, into: from.id, homes })
  await revive(tx, from.id, group)
  await standAlone(tx, { link, from, into, actor }, untouched)
  const { fields, spoken } = givenBack(into, link.kept)
  const left = { ...into, ...fields, tagIds: into.tagIds.filter((id) => !link.kept.tagIds.includes(id)) }
  const after = settled(
    tx,
    spoken ? await asItReads(tx, left) : { ...left, ...(await spokenState(tx, awake(left))) },
    false,
  )
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

/** Who waits is asked for whatever the status is. */
const awake = (row: ConversationRow): ConversationRow =>
  row.status === 'resolved' ? { ...row, status: 'open' } : row

/** The merged conversation as it stood, or, where something came or went in its thread since, as that says. */
const standAlone = async (tx: Tx, { link, from }: Undoing, untouched: boolean): Promise<void> => {
  const { status, snoozedUntil, resolvedAt, waitingSince } = fromKept(link.kept.other)
  const before = { ...from, status, snoozedUntil, resolvedAt, waitingSince, version: from.version + 1 }
  const row = untouched
    ? await asItReads(tx, before)
    : settled(tx, { ...before, ...(await spokenState(tx, awake(before))) }, true)
  await saveConversation(tx, row)
  moveCount(tx, undefined, row)
  await addConversationCounts(tx, [row.customerId])
}

const unsplit = async (tx: Tx, { link, from, into, actor }: Undoing): Promise<void> => {
  const untouched = same(await countMessages(tx, into.id), link.kept.moved)
  const way = { from: into.id, into: from.id }
  await moveBack(tx, { ...way, messages: link.messages })
  await moveAll(tx, way)
  await moveDrafts(tx, way)
  await shareFollowers(tx, into.id, from.id)
  const { fields, spoken } = givenBack(from, link.kept)
  const tagIds = [...new Set([...from.tagIds, ...into.tagIds])]
  const asBefore = untouched && spoken
  const back = asBefore ? { ...from, ...fields, tagIds } : { ...from, tagIds }
  const after = settled(
    tx,
    asBefore ? await asItReads(tx, back) : { ...back, ...(await spokenState(tx, awake(back))) },
    !untouched && into.waitingSince !== null,
  )
  if (after.tagIds.length !== from.tagIds.length) await replaceTagRows(tx, from.id, after.tagIds)
  await leave(tx, into, from.id)
  const told = { kind: 'unsplit' as const, from: String(into.number), to: String(from.number) }
  await insertChanges(tx, actor, [{ ...told, conversationId: into.id }])
  await keepChange(tx, actor, from, after, [{ ...told, conversationId: from.id }])
  announceMerge(tx, { from: into, into: from, linkId: link.id, actorId: actor.id })
}
