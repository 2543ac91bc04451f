import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Output, Request } from '../types.ts'

/** A complaint on a conversation. */
export type Complaint = Output<'care.getComplaint'>
/** How bad one is. */
export type Severity = Complaint['severity']
/** An earlier complaint that may be the same again. */
export type LikeComplaint = Output<'care.listLikeComplaints'>[number]
/** Something that was changed of a complaint. */
export type ComplaintChange = Output<'care.listComplaintChanges'>[number]
/** Causes, and until when complaints are to be closed. */
export type ComplaintSettings = Output<'care.getComplaintSettings'>
/** What the list of complaints is narrowed to. */
export type ComplaintFilter = Omit<NonNullable<Request<'care.listComplaints'>['query']>, 'cursor' | 'limit'>

/** Causes, and until when complaints are to be closed. */
export const complaintSettingsQuery = queryOptions({
  queryKey: ['complaint-settings'],
  queryFn: ({ signal }) => call('care.getComplaintSettings', { signal }),
})

/** Who changed what of a complaint. It stands under the conversation's key, so that it is read again with it. */
export const complaintChangesQuery = (conversationId: string, complaintId: string) =>
  queryOptions({
    queryKey: ['complaints', conversationId, 'changes', complaintId],
    queryFn: ({ signal }) => call('care.listComplaintChanges', { params: { complaintId }, signal }),
  })

/** Earlier complaints that one may repeat. */
export const likeComplaintsQuery = (conversationId: string, complaintId: string) =>
  queryOptions({
    queryKey: ['complaints', conversationId, 'like', complaintId],
    queryFn: ({ signal }) => call('care.listLikeComplaints', { params: { complaintId }, signal }),
  })

/** Complaints of all conversations, page by page. */
export const complaintListQuery = (filter: ComplaintFilter) =>
  infiniteQueryOptions({
    queryKey: ['complaint-list', filter],
    queryFn: ({ pageParam, signal }) =>
      call('care.listComplaints', { query: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  })
