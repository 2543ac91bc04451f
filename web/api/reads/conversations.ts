import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Filter } from '../types.ts'

/** Rows of a list page: more than a screen holds, few enough to come at once. */
const pageSize = 50

/** A list without a condition beyond the defaults. */
export const defaultFilter: Filter = { view: 'all', status: 'open', sort: 'newest' }

/** Conversations of a filter, page by page. */
export const listQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['conversations', filter],
    queryFn: ({ pageParam, signal }) =>
      call('desk.listConversations', {
        query: {
          ...filter,
          waiting: filter.waiting === undefined ? undefined : String(filter.waiting),
          limit: pageSize,
          cursor: pageParam,
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })

/** One conversation with what only its own page needs. */
export const conversationQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['conversation', conversationId],
    queryFn: ({ signal }) => call('conversations.getConversation', { params: { conversationId }, signal }),
  })

/**
 * Messages and changes of a conversation: the newest page first, each page in order of time. Never fetched again as
 * a whole, since a long conversation has many pages: `catchUpTimeline` brings it up to date.
 */
export const messagesQuery = (conversationId: string) =>
  infiniteQueryOptions({
    queryKey: ['messages', conversationId],
    queryFn: ({ pageParam, signal }) =>
      call('conversations.listMessages', {
        params: { conversationId },
        query: { limit: pageSize, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The sanitised HTML body of a message. It never changes. */
export const messageHtmlQuery = (messageId: string, pictures: 'blocked' | 'shown') =>
  queryOptions({
    queryKey: ['message-html', messageId, pictures],
    queryFn: ({ signal }) =>
      call('conversations.getMessageHtml', { params: { messageId }, query: { pictures }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** To whom an answer goes, and what stands below it; asked anew with each newest message. */
export const answeringQuery = (conversationId: string, newestId: string | undefined) =>
  queryOptions({
    queryKey: ['answering', conversationId, newestId ?? ''],
    queryFn: ({ signal }) => call('conversations.getAnswering', { params: { conversationId }, signal }),
    staleTime: 60_000,
  })

/** What stands below the caller's words when an inbox sends them. */
export const closingQuery = (inboxId: string) =>
  queryOptions({
    queryKey: ['closing', inboxId],
    queryFn: ({ signal }) => call('conversations.getClosing', { params: { inboxId }, signal }),
    enabled: inboxId !== '',
    staleTime: 60_000,
  })

/** The caller's draft in a conversation, or null. */
export const draftQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['draft', conversationId],
    queryFn: ({ signal }) => call('conversations.getDraft', { params: { conversationId }, signal }),
  })
