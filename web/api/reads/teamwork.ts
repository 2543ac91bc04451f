import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Output, Request } from '../types.ts'

/** Something that is to be done about a conversation. */
export type Task = Output<'teamwork.addTask'>
/** A checklist that can be put on conversations. */
export type Checklist = Output<'teamwork.listChecklists'>[number]
/** A task in a list of all conversations. */
export type ListedTask = Output<'teamwork.listTasks'>['items'][number]
/** Whose tasks, and which. */
export type TaskFilter = Required<
  Pick<NonNullable<Request<'teamwork.listTasks'>['query']>, 'assignee' | 'state'>
>

/** What is to be done about a conversation, and what was done. */
export const tasksQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['tasks', conversationId],
    queryFn: ({ signal }) => call('teamwork.listConversationTasks', { params: { conversationId }, signal }),
  })

/** Checklists that are kept. */
export const checklistsQuery = queryOptions({
  queryKey: ['checklists'],
  queryFn: ({ signal }) => call('teamwork.listChecklists', { signal }),
})

/** Tasks of all conversations, page by page. */
export const taskListQuery = (filter: TaskFilter) =>
  infiniteQueryOptions({
    queryKey: ['task-list', filter],
    queryFn: ({ pageParam, signal }) =>
      call('teamwork.listTasks', { query: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })

/** How much of the team's work waits for the person. What only time moves is counted again now and then. */
export const waitingQuery = queryOptions({
  queryKey: ['team-waiting'],
  queryFn: ({ signal }) => call('teamwork.getWaiting', { signal }),
  refetchInterval: 60_000,
})

/** A hand-over note or an announcement. */
export type Post = Output<'teamwork.createPost'>
export type PostKind = Post['kind']

/** Hand-over notes or announcements, the newest first, page by page. */
export const postsQuery = (kind: PostKind, state: 'current' | 'past') =>
  infiniteQueryOptions({
    queryKey: ['posts', 'list', kind, state],
    queryFn: ({ pageParam, signal }) =>
      call('teamwork.listPosts', { query: { kind, state, limit: 20, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })

/** Hand-over notes about a conversation. */
export const postsAboutQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['posts', 'about', conversationId],
    queryFn: ({ signal }) => call('teamwork.listConversationPosts', { params: { conversationId }, signal }),
  })

/** Who is to read one, and when they did. */
export const readersQuery = (postId: string) =>
  queryOptions({
    queryKey: ['posts', 'readers', postId],
    queryFn: ({ signal }) => call('teamwork.listReaders', { params: { postId }, signal }),
  })
