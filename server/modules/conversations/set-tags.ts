import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { actorOf } from '../customers/index.ts'
import { keepChange, lockForCaller } from './change-conversation.ts'
import type { Conversation } from './contract.ts'
import type { NewChange } from './queries/changes.ts'
import { toConversation } from './queries/rows.ts'
import { replaceTagRows, tagsByIds } from './queries/tags.ts'

/** Replaces the tags of a conversation; unknown ones are refused. */
export const setTags = (
  tx: Tx,
  caller: Caller,
  { conversationId, tagIds }: { conversationId: string; tagIds: string[] },
): Promise<Conversation> => changeTags(tx, caller, conversationId, () => tagIds)

/** Changes the tags of a conversation, which is held, from what they are; unknown ones are refused. */
export const changeTags = async (
  tx: Tx,
  caller: Caller,
  conversationId: string,
  change: (before: readonly string[]) => readonly string[],
): Promise<Conversation> => {
  demand(caller, 'conversations.write')
  const before = await lockForCaller(tx, caller, conversationId)
  const wanted = [...new Set(change(before.tagIds))]
  const tags = new Map((await tagsByIds(tx, [...wanted, ...before.tagIds])).map((tag) => [tag.id, tag.name]))
  if (wanted.some((id) => !tags.has(id)))
    throw invalid(
      'conversations.no-such-tag',
      'One of these tags does not exist any more. Reload and choose again.',
    )
  const changes: NewChange[] = [
    ...wanted
      .filter((id) => !before.tagIds.includes(id))
      .map((id) => ({
        conversationId: before.id,
        kind: 'tagged' as const,
        from: null,
        to: tags.get(id) ?? null,
      })),
    ...before.tagIds
      .filter((id) => !wanted.includes(id))
      .map((id) => ({
        conversationId: before.id,
        kind: 'untagged' as const,
        from: tags.get(id) ?? null,
        to: null,
      })),
  ]
  if (changes.length === 0) return toConversation(before)
  await replaceTagRows(tx, before.id, wanted)
  return toConversation(await keepChange(tx, actorOf(caller), before, { ...before, tagIds: wanted }, changes))
}
