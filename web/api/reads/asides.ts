import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Output, Request } from '../types.ts'

/** What others were asked about a conversation, with everything that was said. */
export type Aside = Output<'teamwork.listConversationAsides'>[number]
export type AsideMessage = Aside['messages'][number]
/** One in a list of all conversations. */
export type ListedAside = Output<'teamwork.listAsides'>['items'][number]
/** Whose, and which. */
export type AsideFilter = Required<
  Pick<NonNullable<Request<'teamwork.listAsides'>['query']>, 'whose' | 'state'>
>
/** Somebody who is asked: a department, a supplier, a carrier. */
export type Partner = Output<'teamwork.listPartners'>[number]
export type EscalationType = Output<'teamwork.listEscalationTypes'>[number]

/** What others were asked about a conversation. */
export const asidesQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['asides', conversationId],
    queryFn: ({ signal }) => call('teamwork.listConversationAsides', { params: { conversationId }, signal }),
  })

/** The same of all conversations, page by page. */
export const asideListQuery = (filter: AsideFilter) =>
  infiniteQueryOptions({
    queryKey: ['aside-list', filter],
    queryFn: ({ pageParam, signal }) =>
      call('teamwork.listAsides', { query: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })

/** Who can be asked. */
export const partnersQuery = queryOptions({
  queryKey: ['partners', 'people'],
  queryFn: ({ signal }) => call('teamwork.listPartners', { signal }),
})

/** Kinds of escalation. */
export const escalationTypesQuery = queryOptions({
  queryKey: ['partners', 'types'],
  queryFn: ({ signal }) => call('teamwork.listEscalationTypes', { signal }),
})

/** What stands behind a link of an escalation. */
export const asideLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['aside-link', token],
    queryFn: ({ signal }) => call('teamwork.readAsideLink', { body: { token }, signal }),
    retry: false,
  })
