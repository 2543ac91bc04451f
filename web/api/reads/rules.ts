import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Output } from '../types.ts'

export type Rule = Output<'automations.listRules'>[number]
export type RuleRun = Output<'automations.listRuleRuns'>['items'][number]
export type DryRun = Output<'automations.tryRule'>
export type Why = NonNullable<RuleRun['why']>

/** All rules, in the order in which they are asked. Pushed when one is changed. */
export const rulesQuery = queryOptions({
  queryKey: ['rules'],
  queryFn: ({ signal }) => call('automations.listRules', { signal }),
})

/** Everything to which rules can answer. Fixed while the server runs. */
export const triggersQuery = queryOptions({
  queryKey: ['rule-triggers'],
  queryFn: ({ signal }) => call('automations.listTriggers', { signal }),
  staleTime: 30 * 60_000,
})

/** How much rules may send outside within an hour. */
export const ruleLimitsQuery = queryOptions({
  queryKey: ['rules', 'limits'],
  queryFn: ({ signal }) => call('automations.getRuleLimits', { signal }),
})

/** What a rule did, the newest first. */
export const ruleRunsQuery = (ruleId: string) =>
  infiniteQueryOptions({
    queryKey: ['rules', 'runs', ruleId],
    queryFn: ({ pageParam, signal }) =>
      call('automations.listRuleRuns', {
        params: { ruleId },
        query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })

/** What rules did in a conversation, the newest first. Pushed when one was carried out. */
export const conversationRunsQuery = (conversationId: string) =>
  infiniteQueryOptions({
    queryKey: ['rule-runs', conversationId],
    queryFn: ({ pageParam, signal }) =>
      call('automations.listConversationRuns', {
        params: { conversationId },
        query: { limit: 10, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
