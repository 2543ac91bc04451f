import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Whether an appeal can be made against the limit that a link names. */
export const appealDeskQuery = (token: string) =>
  queryOptions({
    queryKey: ['appeal', token],
    queryFn: ({ signal }) => call('care.getAppealDesk', { params: { token }, signal }),
    retry: false,
  })
