import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** How long a customer may wait for whoever holds the conversation. */
export const answerLimitsQuery = queryOptions({
  queryKey: ['answer-limits'],
  queryFn: ({ signal }) => call('routing.getAnswerLimits', { signal }),
})
