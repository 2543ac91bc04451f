import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Output, Request } from '../types.ts'

export type Macro = Output<'templates.listMacros'>[number]
export type Action = Output<'actions.listActions'>[number]

/** Macros that fit, the most used first. Like the library they are read again when it changes. */
export const macrosQuery = (wanted: NonNullable<Request<'templates.listMacros'>['query']>) =>
  queryOptions({
    queryKey: ['templates', 'macros', wanted],
    queryFn: ({ signal }) => call('templates.listMacros', { query: wanted, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

/** What may be done to a conversation, with what there is to choose now. */
export const actionsQuery = queryOptions({
  queryKey: ['actions'],
  queryFn: ({ signal }) => call('actions.listActions', { signal }),
  staleTime: 60_000,
})
