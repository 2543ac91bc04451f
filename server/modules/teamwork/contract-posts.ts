import { z } from 'zod'
import { defineContract, empty, id, moment, pageOf, pageQuery } from '../../kernel/contract.ts'

export const postKind = z.enum(['handover', 'announcement'])
export type PostKind = z.infer<typeof postKind>

const linked = z.object({
  id,
  number: z.number().int(),
  subject: z.string(),
  customer: z.string(),
  status: z.enum(['open', 'pending', 'snoozed', 'resolved']),
  assigneeId: id.nullable(),
})

export const post = z.object({
  id,
  kind: postKind,
  title: z.string().describe('Of an announcement.'),
  body: z.string().describe('Empty where what stood there was erased.'),
  teamIds: z.array(id).nullable().describe('For whom it is; null: for everybody.'),
  mustRead: z.boolean(),
  expiresAt: moment.nullable(),
  authorId: id,
  revision: z.number().int().describe('Grows when everybody is asked to read it again.'),
  createdAt: moment,
  editedAt: moment.nullable(),
  conversations: z.array(linked).describe('Those in the caller’s sight that a hand-over note is about.'),
  doneAt: moment.nullable().describe('When somebody said that a hand-over note is dealt with.'),
  doneBy: id.nullable(),
  readAt: moment.nullable().describe('When the caller has read it as it is now.'),
  asked: z.boolean().describe('Whether the caller is one of those who are to read it.'),
  read: z.number().int().describe('How many of those who are to read it have.'),
  readers: z.number().int().describe('How many are to read it.'),
  mayChange: z.boolean(),
})
export type Post = z.infer<typeof post>

const words = {
  title: z.string().max(200),
  body: z.string().min(1).max(10_000),
  teamIds: z.array(id).min(1).max(50).nullable(),
  mustRead: z.boolean(),
  expiresAt: moment.nullable(),
}

export const postInput = z.object({
  kind: postKind,
  ...words,
  conversationIds: z.array(id).max(30).default([]).describe('Of a hand-over note: what it is about.'),
  giveTo: z
    .union([z.enum(['nobody']), id])
    .nullable()
    .default(null)
    .describe(
      'Who gets those of the conversations that the caller has; `nobody`: the queue; null: they stay.',
    ),
})
export type PostInput = z.infer<typeof postInput>

export const postChange = z
  .object({ ...words, conversationIds: z.array(id).max(30) })
  .partial()
  .extend({ again: z.boolean().default(false).describe('Everybody is asked to read it again.') })
export type PostChange = z.infer<typeof postChange>

const read = { permission: 'conversations.read' } as const
const write = { permission: 'conversations.write' } as const
const one = z.object({ postId: id })

export const posts = defineContract({
  listPosts: {
    method: 'GET',
    path: '/api/posts',
    summary: 'Hand-over notes or announcements for the caller, the newest first.',
    access: read,
    query: z
      .object({
        kind: postKind,
        state: z.enum(['current', 'past']).default('current').describe('`past`: expired, or dealt with.'),
      })
      .extend(pageQuery.shape),
    output: pageOf(post),
  },
  listConversationPosts: {
    method: 'GET',
    path: '/api/conversations/:conversationId/posts',
    summary: 'Hand-over notes for the caller that are about a conversation, the newest first.',
    access: read,
    params: z.object({ conversationId: id }),
    output: z.array(post),
  },
  createPost: {
    method: 'POST',
    path: '/api/posts',
    summary:
      'Writes a hand-over note, or an announcement (which needs the permission `announcements.write`).',
    access: write,
    status: 201,
    body: postInput,
    output: post,
  },
  updatePost: {
    method: 'PATCH',
    path: '/api/posts/:postId',
    summary: 'Changes what the caller wrote.',
    access: write,
    params: one,
    body: postChange,
    output: post,
  },
  removePost: {
    method: 'DELETE',
    path: '/api/posts/:postId',
    summary: 'Takes down what the caller wrote.',
    access: write,
    params: one,
    output: empty,
  },
  restorePost: {
    method: 'POST',
    path: '/api/posts/:postId/restore',
    summary: 'Puts up again what was taken down a moment ago.',
    access: write,
    params: one,
    output: post,
  },
  readPost: {
    method: 'POST',
    path: '/api/posts/:postId/read',
    summary: 'Says that the caller has read it.',
    access: read,
    params: one,
    body: z.object({ revision: z.number().int().describe('As it was when they did.') }),
    output: post,
  },
  setPostDone: {
    method: 'PUT',
    path: '/api/posts/:postId/done',
    summary: 'Says that a hand-over note is dealt with, or not after all.',
    access: write,
    params: one,
    body: z.object({ done: z.boolean() }),
    output: post,
  },
  listReaders: {
    method: 'GET',
    path: '/api/posts/:postId/readers',
    summary: 'Who is to read it, and when they did.',
    access: read,
    params: one,
    output: z.array(z.object({ agentId: id, readAt: moment.nullable() })),
  },
})
