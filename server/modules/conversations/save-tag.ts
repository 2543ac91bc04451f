import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import { tagsChanged } from './events.ts'
import { deleteTagRow, insertTag, tagsByIds, updateTagRow, type TagRow } from './queries/tags.ts'

/** Makes a tag; two spellings of one name are the same tag. */
export const createTag = async (
  tx: Tx,
  caller: Caller,
  input: { name: string; colour: string },
): Promise<TagRow> => {
  demand(caller, 'conversations.write')
  const tag = await insertTag(tx, input)
  if (!tag) throw conflict('conversations.tag-exists', 'There is a tag of this name already.')
  tx.announce(tagsChanged({ tagId: tag.id }))
  return tag
}

/** Renames or recolours a tag. */
export const updateTag = async (
  tx: Tx,
  caller: Caller,
  id: string,
  change: { name?: string | undefined; colour?: string | undefined },
): Promise<TagRow> => {
  demand(caller, 'settings.write')
  const [before] = await tagsByIds(tx, [id])
  const tag = await updateTagRow(tx, id, change)
  if (!before || !tag) throw notFound('conversations.no-tag', 'There is no such tag.')
  await recordAudit(tx, caller, {
    action: 'conversations.update-tag',
    subject: { kind: 'tag', id },
    details: { name: tag.name, ...changedFields(before, tag) },
  })
  tx.announce(tagsChanged({ tagId: id }))
  return tag
}

/** Removes a tag from everywhere. */
export const deleteTag = async (tx: Tx, caller: Caller, id: string): Promise<null> => {
  demand(caller, 'settings.write')
  const [tag] = await tagsByIds(tx, [id])
  if (!tag || (await deleteTagRow(tx, id)) === 0)
    throw notFound('conversations.no-tag', 'There is no such tag.')
  await recordAudit(tx, caller, {
    action: 'conversations.delete-tag',
    subject: { kind: 'tag', id },
    details: { name: tag.name },
  })
  tx.announce(tagsChanged({ tagId: id }))
  return null
}
