import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Output, Request } from '../types.ts'

/** A record of harassment. */
export type Harassment = Output<'care.listConversationHarassments'>[number]
/** One with everything that hangs on it. */
export type HarassmentRecord = Output<'care.getHarassment'>
/** A record in a list. */
export type ListedHarassment = Output<'care.listHarassments'>['items'][number]
/** What kind of harassment it is. */
export type HarassmentKind = Harassment['kinds'][number]
/** A piece of evidence. */
export type Evidence = HarassmentRecord['evidence'][number]
/** A limit on contact. */
export type ContactLimit = NonNullable<Harassment['limit']>
/** An appeal against one. */
export type Appeal = HarassmentRecord['appeals'][number]
/** Something that happened to a record. */
export type HarassmentStep = HarassmentRecord['steps'][number]
/** What the list is narrowed to. */
export type HarassmentFilter = Omit<NonNullable<Request<'care.listHarassments'>['query']>, 'cursor' | 'limit'>

/** Records on a conversation, the newest first. */
export const harassmentsQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['harassments', conversationId],
    queryFn: ({ signal }) => call('care.listConversationHarassments', { params: { conversationId }, signal }),
  })

/** One record with evidence, steps, limits and appeals. */
export const harassmentQuery = (harassmentId: string) =>
  queryOptions({
    queryKey: ['harassment', harassmentId],
    queryFn: ({ signal }) => call('care.getHarassment', { params: { harassmentId }, signal }),
  })

/** Records of all conversations, page by page. */
export const harassmentListQuery = (filter: HarassmentFilter) =>
  infiniteQueryOptions({
    queryKey: ['harassment-list', filter],
    queryFn: ({ pageParam, signal }) =>
      call('care.listHarassments', { query: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })

/** What came beyond a limit and is held. It stands under its record's key, so that it is read again with it. */
export const heldContactsQuery = (harassmentId: string, limitId: string) =>
  queryOptions({
    queryKey: ['harassment', harassmentId, 'held', limitId],
    queryFn: ({ signal }) => call('care.listHeldContacts', { params: { limitId }, signal }),
  })

/** What one of them says, as it came. */
export const heldSourceQuery = (arrivalId: string) =>
  queryOptions({
    queryKey: ['held-source', arrivalId],
    queryFn: ({ signal }) => call('intake.getArrivalSource', { params: { arrivalId }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Texts of the library that may be sent to whoever harasses. */
export const refusalsQuery = queryOptions({
  queryKey: ['templates', 'refusals'],
  queryFn: ({ signal }) =>
    call('templates.listTemplates', { query: { purpose: 'refusal', limit: 200 }, signal }),
})

/** The limit on contact that stands for the customer of a conversation, by whichever record; null: there is none. */
export const contactLimitQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['harassments', conversationId, 'limit'],
    queryFn: ({ signal }) => call('care.getContactState', { params: { conversationId }, signal }),
  })

/** How often people had to bear harassment of late. */
export const exposureQuery = queryOptions({
  queryKey: ['harassment-list', 'exposure'],
  queryFn: ({ signal }) => call('care.listExposure', { signal }),
})

/** How often one of them had to. */
export type Exposure = Output<'care.listExposure'>[number]
