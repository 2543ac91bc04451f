import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { forbidden, invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { sightOf } from '../../../kernel/sight.ts'
import { demandTeams } from '../../agents/index.ts'
import { recordAudit, type Audited } from '../../audit/index.ts'
import { assignConversation, findConversation } from '../../conversations/index.ts'
import type { Post, PostChange, PostInput } from '../contract-posts.ts'
import { postsChanged } from '../events.ts'
import {
  holdPost,
  linkedTo,
  markPostRemoved,
  putPost,
  putPostConversations,
  putPostTeams,
  type PostRow,
} from '../queries/posts.ts'
import { mayChange, noPost, showPost, viewerOf } from './show-posts.ts'

/** For so long what was taken down can be put up again, in ms. */
const KEPT_FOR = 3_600_000

type Words = Pick<PostRow, 'kind' | 'title' | 'body' | 'expiresAt'>

const checkWords = (tx: Tx, { kind, title, body, expiresAt }: Words, before?: Date | null): void => {
  if (body === '') throw invalid('teamwork.empty-post', 'Nothing is written yet. Write something first.')
  if (kind === 'announcement' && title === '')
    throw invalid('teamwork.no-title', 'The announcement has no title. Enter one.')
  if (expiresAt && expiresAt <= tx.now && expiresAt.getTime() !== before?.getTime())
    throw invalid('teamwork.expired', 'It would have ended already. Choose a moment to come.')
}

const note = async (
  tx: Tx,
  caller: Caller,
  action: Audited['action'],
  { id, kind, title }: Pick<PostRow, 'id' | 'kind' | 'title'>,
): Promise<void> => {
  tx.announce(postsChanged({ postId: id }))
  // Hand-over notes are work; announcements are what everybody is told to go by.
  if (kind === 'announcement')
    await recordAudit(tx, caller, { action, subject: { kind: 'post', id }, details: { name: title } })
}

/** The conversations as they stand now, each in the caller's sight. */
const conversationsIn = async (tx: Tx, caller: Caller, ids: readonly string[]) => {
  const rows = []
  for (const id of new Set(ids)) rows.push(await findConversation(tx, caller, id))
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

/** Writes a hand-over note, or announces something. */
export const createPost = async (tx: Tx, caller: Caller, input: PostInput): Promise<Post> => {
  demand(caller, 'conversations.write')
  if (input.kind === 'announcement') demand(caller, 'announcements.write')
  const authorId = caller.id
  if (authorId === undefined)
    throw forbidden('teamwork.no-person', 'Notes and announcements are written by people.')
  const row: PostRow = {
    id: newId(),
    kind: input.kind,
    title: input.title.trim(),
    body: input.body.trim(),
    teamIds: [],
    forAll: input.teamIds === null,
    mustRead: input.mustRead,
    expiresAt: input.expiresAt === null ? null : new Date(input.expiresAt),
    authorId,
    revision: 1,
    createdAt: tx.now,
    toldAt: tx.now,
    editedAt: null,
    doneAt: null,
    doneBy: null,
  }
  checkWords(tx, row)
  const teamIds = [...new Set(input.teamIds ?? [])]
  await demandTeams(tx, teamIds)
  const about = await conversationsIn(tx, caller, input.conversationIds)
  await putPost(tx, row)
  await putPostTeams(tx, row.id, teamIds)
  await putPostConversations(
    tx,
    row.id,
    about.map(({ id }) => id),
    [],
  )
  if (input.giveTo !== null)
    for (const { id, assigneeId, status } of about)
      if (assigneeId === authorId && status !== 'resolved')
        await assignConversation(tx, caller, {
          conversationId: id,
          assigneeId: input.giveTo === 'nobody' ? null : input.giveTo,
        })
  await note(tx, caller, 'teamwork.announce', row)
  return showPost(tx, caller, row.id)
}

const demandPost = async (
  tx: Tx,
  caller: Caller,
  id: string,
  removed: Date | null = null,
): Promise<PostRow> => {
  demand(caller, 'conversations.write')
  const row = await holdPost(tx, viewerOf(caller), id, removed)
  if (!row) throw noPost()
  if (!mayChange(caller, row))
    throw forbidden('teamwork.not-yours', 'Only whoever wrote this, or who announces, can change it.')
  return row
}

/** Changes what the caller wrote; `again` asks everybody to read it once more. */
export const updatePost = async (
  tx: Tx,
  caller: Caller,
  id: string,
  { again, conversationIds, teamIds, ...input }: PostChange,
): Promise<Post> => {
  const before = await demandPost(tx, caller, id)
  const after: PostRow = {
    ...before,
    title: input.title?.trim() ?? before.title,
    body: input.body?.trim() ?? before.body,
    mustRead: input.mustRead ?? before.mustRead,
    forAll: teamIds === undefined ? before.forAll : teamIds === null,
    editedAt: tx.now,
  }
  if (input.expiresAt !== undefined)
    after.expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt)
  if (again) Object.assign(after, { revision: before.revision + 1, toldAt: tx.now })
  checkWords(tx, after, before.expiresAt)
  await putPost(tx, after)
  if (teamIds !== undefined) {
    await demandTeams(tx, teamIds ?? [])
    await putPostTeams(tx, id, [...new Set(teamIds ?? [])])
  }
  if (conversationIds !== undefined) {
    const seen = await linkedTo(tx, [id], sightOf(caller))
    const about = await conversationsIn(tx, caller, conversationIds)
    const stays = new Set(about.map((row) => row.id))
    const gone = seen.filter((row) => !stays.has(row.id)).map(({ linkedId }) => linkedId)
    const known = new Set(seen.map((row) => row.id))
    await putPostConversations(
      tx,
      id,
      about.map((row) => row.id).filter((one) => !known.has(one)),
      gone,
    )
  }
  await note(tx, caller, 'teamwork.change-announcement', after)
  return showPost(tx, caller, id)
}

/** Takes down what the caller wrote. */
export const removePost = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  const row = await demandPost(tx, caller, id)
  await markPostRemoved(tx, id, tx.now)
  await note(tx, caller, 'teamwork.remove-announcement', row)
}

/** Puts up again what was taken down a moment ago. */
export const restorePost = async (tx: Tx, caller: Caller, id: string): Promise<Post> => {
  const row = await demandPost(tx, caller, id, new Date(tx.now.getTime() - KEPT_FOR))
  await markPostRemoved(tx, id, null)
  await note(tx, caller, 'teamwork.restore-announcement', row)
  return showPost(tx, caller, id)
}
