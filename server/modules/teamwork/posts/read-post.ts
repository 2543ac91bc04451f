import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import type { Post } from '../contract-posts.ts'
import { postRead, postsChanged } from '../events.ts'
import { holdPost, putPost, putRead } from '../queries/posts.ts'
import { noPost, showPost, viewerOf } from './show-posts.ts'

/** Says that the caller has read a post as it was; one that was changed for all since is still to be read. */
export const readPost = async (tx: Tx, caller: Caller, id: string, revision: number): Promise<Post> => {
  demand(caller, 'conversations.read')
  const row = await holdPost(tx, viewerOf(caller), id)
  if (!row) throw noPost()
  if (caller.id !== undefined && revision <= row.revision) {
    await putRead(tx, id, caller.id, revision)
    tx.announce(postRead({ postId: id, agentId: caller.id }))
  }
  return showPost(tx, caller, id)
}

/** Says that a hand-over note is dealt with, or not after all. Who was first to say so stays. */
export const setPostDone = async (tx: Tx, caller: Caller, id: string, done: boolean): Promise<Post> => {
  demand(caller, 'conversations.write')
  const row = await holdPost(tx, viewerOf(caller), id)
  if (!row) throw noPost()
  if (row.kind !== 'handover')
    throw invalid('teamwork.never-done', 'Only hand-over notes can be dealt with. Let the announcement end.')
  if (done !== (row.doneAt !== null)) {
    await putPost(tx, { ...row, doneAt: done ? tx.now : null, doneBy: done ? (caller.id ?? null) : null })
    tx.announce(postsChanged({ postId: id }))
  }
  return showPost(tx, caller, id)
}
