import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Output } from '../types.ts'

/** What a figure is asked for: days, filters, way of splitting. */
export interface Question {
  /** First and last day, YYYY-MM-DD, in the workspace's time zone. */
  from: string
  to: string
  basis?: 'calendar' | 'business' | undefined
  inboxId?: string | undefined
  channel?: string | undefined
  brandId?: string | undefined
  /** `none`: no team. */
  teamId?: string | undefined
  /** `none`: nobody. */
  agentId?: string | undefined
  /** Who began the conversations; levels know nothing of it. */
  openedBy?: 'customer' | 'us' | undefined
  by?: Output<'reports.listMetrics'>[number]['by'][number] | undefined
  compare?: 'previous' | undefined
}
/** What the rows behind a figure are asked for. */
export interface RowsQuestion extends Question {
  sort?: 'newest' | 'largest' | 'smallest' | undefined
  /** Of a share: only the rows that did, or did not. */
  outcome?: 'yes' | 'no' | undefined
}

/** What the flow is asked for: days and filters. */
export type FlowQuestion = Omit<Question, 'by' | 'compare' | 'basis'>
/** Which conversations of the flow are listed. */
export type FlowWanted =
  | { step: FlowStep; next: FlowStep | 'none' }
  | { finding: Output<'reports.getFlow'>['findings'][number]['finding'] }
type FlowStep = Output<'reports.getFlow'>['steps'][number]['step']

// Figures move slowly; a board that is left open keeps up by itself.
const fresh = { staleTime: 60_000, refetchInterval: 5 * 60_000 } as const

/** Every metric with its definition in words. */
export const metricsQuery = queryOptions({
  queryKey: ['metrics'],
  queryFn: ({ signal }) => call('reports.listMetrics', { signal }),
})

/** A metric for a period, as one figure and split. */
export const figureQuery = (metric: string, question: Question) =>
  queryOptions({
    queryKey: ['metric', metric, question],
    queryFn: ({ signal }) => call('reports.getMetric', { params: { metric }, query: question, signal }),
    placeholderData: keepPreviousData,
    ...fresh,
  })

/** The rows behind a figure, page by page. */
export const metricRowsQuery = (metric: string, question: RowsQuestion) =>
  infiniteQueryOptions({
    queryKey: ['metric-rows', metric, question],
    queryFn: ({ pageParam, signal }) =>
      call('reports.listMetricRows', {
        params: { metric },
        query: { ...question, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

/** What is set about figures. */
export const reportSettingsQuery = queryOptions({
  queryKey: ['report-settings'],
  queryFn: ({ signal }) => call('reports.getReportSettings', { signal }),
})

/** How far measuring the past anew has come; asked again and again while that is under way. */
export const rebuildQuery = queryOptions({
  queryKey: ['report-rebuild'],
  queryFn: ({ signal }) => call('reports.getRebuild', { signal }),
  refetchInterval: ({ state: { data } }) =>
    data?.state === 'waiting' || data?.state === 'running' ? 1500 : false,
  // Somebody else may have begun it, or it may have ended, while this was not looked at.
  staleTime: 0,
})

/** How the conversations that began in a period went. */
export const flowQuery = (question: FlowQuestion) =>
  queryOptions({
    queryKey: ['flow', question],
    queryFn: ({ signal }) => call('reports.getFlow', { query: question, signal }),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  })

/** The conversations behind a line or a finding of the flow, page by page. */
export const flowRowsQuery = (question: FlowQuestion, wanted: FlowWanted) =>
  infiniteQueryOptions({
    queryKey: ['flow-rows', question, wanted],
    queryFn: ({ pageParam, signal }) =>
      call('reports.listFlowRows', {
        query: { ...question, ...wanted, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
