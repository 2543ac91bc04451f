import { queryOptions } from '@tanstack/react-query'
import { addressOf, call } from '../call.ts'
import { laterRoutes } from '../routes-later.gen.ts'

/** The mail that a message came as, as text. */
export const messageSourceQuery = (messageId: string) =>
  queryOptions({
    queryKey: ['message-source', messageId],
    queryFn: ({ signal }) => call('intake.getMessageSource', { params: { messageId }, signal }),
    retry: false,
  })

/** Where the same is fetched as a file. */
export const messageFileAddress = (messageId: string): string =>
  addressOf(laterRoutes['intake.getMessageFile'].slice('GET '.length), { params: { messageId } })
