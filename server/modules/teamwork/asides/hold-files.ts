import type { Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { holdBeside, insertBeside } from '../../conversations/index.ts'
import { filesOfConversation } from '../queries/aside-files.ts'

/**
 * Takes what is to be attached: files that the caller uploaded, and copies of what was said or asked with files in this very
 * conversation. Gives the ids under which they stand beside it; of merged ones, beside that of which it was asked.
 */
export const holdFiles = async (
  tx: Tx,
  caller: Caller,
  { conversationId, homeId }: { conversationId: string; homeId: string },
  ids: readonly string[],
): Promise<string[]> => {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const there = await filesOfConversation(tx, conversationId, wanted)
  const copies = there.map((file) => ({ ...file, from: file.id, id: newId(), problem: null }))
  await insertBeside(tx, homeId, copies)
  const byOld = new Map(copies.map(({ from, id }) => [from, id]))
  const uploads = wanted.filter((id) => !byOld.has(id))
  const held = uploads.length === 0 ? 0 : await holdBeside(tx, uploads, homeId, caller.id ?? null)
  if (held < uploads.length)
    throw invalid('teamwork.no-file', 'A file is not there any more. Remove it, and attach it again.')
  return wanted.map((id) => byOld.get(id) ?? id)
}
