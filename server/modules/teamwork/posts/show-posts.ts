import { demand, may, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { forbidden, invalid, notFound } from '../../../kernel/errors.ts'
import { isId } from '../../../kernel/ids.ts'
import { sightOf } from '../../../kernel/sight.ts'
import { findConversation } from '../../conversations/index.ts'
import type { Post, PostKind } from '../contract-posts.ts'
import {
  linkedTo,
  postPage,
  postRow,
  postsAbout,
  readersOf,
  type LinkedRow,
  type SeenRow,
  type Viewer,
} from '../queries/posts.ts'

/** Whoever calls, as posts are shown to them. */
export const viewerOf = ({ id, kind, sight }: Caller): Viewer => ({
  agentId: id ?? null,
  all: kind === 'system' || sight === 'all',
})

/** Who may change a post: whoever wrote it; of announcements all who write such. */
export const mayChange = (caller: Caller, { kind, authorId }: Pick<SeenRow, 'kind' | 'authorId'>): boolean =>
  kind === 'announcement'
    ? may(caller, 'announcements.write')
    : authorId === caller.id && may(caller, 'conversations.write')

const toPost = (caller: Caller, row: SeenRow, linked: readonly LinkedRow[]): Post => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  body: row.body,
  teamIds: row.forAll ? null : row.teamIds,
  mustRead: row.mustRead,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  authorId: row.authorId,
  revision: row.revision,
  createdAt: row.createdAt.toISOString(),
  editedAt: row.editedAt?.toISOString() ?? null,
  conversations: linked
    .filter(({ postId }) => postId === row.id)
    .map(({ postId: _, linkedId: __, ...one }) => one),
  doneAt: row.doneAt?.toISOString() ?? null,
  doneBy: row.doneBy,
  readAt: row.readAt?.toISOString() ?? null,
  asked: row.asked,
  read: row.read,
  readers: row.readers,
  mayChange: mayChange(caller, row),
})

const toPosts = async (db: Db, caller: Caller, rows: readonly SeenRow[]): Promise<Post[]> => {
  const ids = rows.map(({ id }) => id)
  const linked = ids.length === 0 ? [] : await linkedTo(db, ids, sightOf(caller))
  return rows.map((row) => toPost(caller, row, linked))
}

export const noPost = () => notFound('teamwork.no-post', 'There is no such note or announcement.')

/** One post as the caller sees it. */
export const showPost = async (db: Db, caller: Caller, id: string): Promise<Post> => {
  const row = await postRow(db, viewerOf(caller), id)
  if (!row) throw noPost()
  const [post] = await toPosts(db, caller, [row])
  return post as Post
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/

const readCursor = (cursor: string | undefined): { at: string; id: string } | undefined => {
  if (cursor === undefined) return undefined
  const [at = '', id = '', ...more] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const isMoment = MOMENT.test(at) && !Number.isNaN(Date.parse(at.replace(/\d{3}Z$/, 'Z')))
  if (more.length > 0 || !isMoment || !isId(id))
    throw invalid('teamwork.cursor', 'This cursor does not belong to this list. Start from the first page.')
  return { at, id }
}

/** A page of hand-over notes or announcements that the caller may see, the newest first. */
export const listPosts = async (
  db: Db,
  caller: Caller,
  query: { kind: PostKind; state: 'current' | 'past'; cursor?: string | undefined; limit: number },
): Promise<{ items: Post[]; next: string | null }> => {
  demand(caller, 'conversations.read')
  const { kind, state, cursor, limit } = query
  const page = { kind, current: state === 'current', after: readCursor(cursor), limit: limit + 1 }
  const rows = await postPage(db, viewerOf(caller), page)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: await toPosts(db, caller, rows.slice(0, limit)),
    next: last ? Buffer.from(`${last.place} ${last.id}`).toString('base64url') : null,
  }
}

/** Hand-over notes about a conversation that the caller may see. */
export const listConversationPosts = async (
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<Post[]> => {
  demand(caller, 'conversations.read')
  const { id } = await findConversation(db, caller, conversationId)
  return toPosts(db, caller, await postsAbout(db, viewerOf(caller), id))
}

/** Who is to read a post, and when they did: for its author and those who announce; of hand-over notes for all who see them. */
export const listReaders = async (db: Db, caller: Caller, id: string) => {
  demand(caller, 'conversations.read')
  const row = await postRow(db, viewerOf(caller), id)
  if (!row) throw noPost()
  if (row.kind === 'announcement' && !mayChange(caller, row) && row.authorId !== caller.id)
    throw forbidden('teamwork.no-readers', 'Who has read an announcement is shown to those who announce.')
  const readers = await readersOf(db, id)
  return readers.map(({ agentId, readAt }) => ({ agentId, readAt: readAt?.toISOString() ?? null }))
}
