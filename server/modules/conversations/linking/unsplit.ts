import type { Tx } from '../../../kernel/db/index.ts'
import { keepChange } from '../change-conversation.ts'
import { givenBack, isSame } from './kept-state.ts'
import { mergeDrafts, type Draft } from '../merge-drafts.ts'
import { announceMerge, leave, moreAwake } from './merge-conversation.ts'
import { insertChanges } from '../queries/changes.ts'
import { countMessages, moveAll, moveBack } from '../queries/homes.ts'
import { moveDrafts, shareFollowers } from '../queries/merging.ts'
import { deleteDraft, draftRow, draftRows, upsertDraft } from '../queries/people.ts'
import type { ConversationRow } from '../queries/rows.ts'
import { replaceTagRows } from '../queries/tags.ts'
import { asItReads, asSaid, isWoken } from '../spoken-state.ts'
import type { Undoing } from './unmerge.ts'

/** Undoes a split of two conversations that are held: everything of the new one comes back, also what came since. */
export const unsplit = async (tx: Tx, { link, from, into, actor }: Undoing): Promise<void> => {
  const untouched =
    isSame(await countMessages(tx, into.id), link.kept.moved) &&
    isSame(await countMessages(tx, from.id), link.kept.stays)
  const way = { from: into.id, into: from.id }
  await moveBack(tx, { ...way, messages: link.messages })
  await moveAll(tx, way)
  await bringDrafts(tx, way)
  await shareFollowers(tx, into.id, from.id)
  const after = await together(tx, { link, from, into }, untouched)
  if (after.tagIds.length !== from.tagIds.length) await replaceTagRows(tx, from.id, after.tagIds)
  await leave(tx, into, from.id)
  const told = { kind: 'unsplit' as const, from: String(into.number), to: String(from.number) }
  await insertChanges(tx, actor, [{ ...told, conversationId: into.id }])
  await keepChange(tx, actor, from, after, [{ ...told, conversationId: from.id }])
  announceMerge(tx, { from: into, into: from, linkId: link.id, actorId: actor.id })
}

/** Where messages came back, as it was before, or, where something happened since, as they say. */
const together = async (
  tx: Tx,
  { link, from, into }: Pick<Undoing, 'link' | 'from' | 'into'>,
  untouched: boolean,
): Promise<ConversationRow> => {
  const fields = givenBack(from, link.kept, untouched)
  const tagIds = [...new Set([...from.tagIds, ...into.tagIds])]
  // Whoever put it away since, or before they wrote, did not see those who wait in what comes back.
  const isUnseen = async () =>
    fields.status === undefined || (await isWoken(tx, from.id, link.kept.asleep?.before))
  const wakes = from.status !== 'open' && into.waitingSince !== null && (await isUnseen())
  const status = wakes ? moreAwake(from, into) : {}
  const asBefore = untouched && !wakes
  return asBefore ? asItReads(tx, { ...from, ...fields, tagIds }) : asSaid(tx, { ...from, ...status, tagIds })
}

/** What agents have begun to write comes along, below what they write here already: the other one is never open again. */
const bringDrafts = async (tx: Tx, way: { from: string; into: string }): Promise<void> => {
  await moveDrafts(tx, way)
  for (const { agentId, body } of await draftRows(tx, way.from)) {
    const here = (await draftRow(tx, way.into, agentId))?.body as Draft
    await upsertDraft(tx, way.into, agentId, mergeDrafts(here, body as Draft))
    await deleteDraft(tx, way.from, agentId)
  }
}
