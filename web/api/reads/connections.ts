import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Output } from '../types.ts'

/** All API keys, the oldest first. */
export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => call('access.listApiKeys', { signal }),
})

/** Kinds of events that a webhook can be told. */
export const webhookEventsQuery = queryOptions({
  queryKey: ['webhook-events'],
  queryFn: ({ signal }) => call('webhooks.listWebhookEvents', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** All webhooks, the oldest first. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => call('webhooks.listWebhooks', { signal }),
  staleTime: 0,
})

export type DeliveryState = Output<'webhooks.listWebhookDeliveries'>['items'][number]['state']

/** How often a log is read again while something in it is on its way, in ms: deliveries are not pushed. */
const watching = 4000

/** Deliveries of a webhook, the newest first, page by page; all states when none is given. */
export const deliveriesQuery = (webhookId: string, state: DeliveryState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['webhook-deliveries', webhookId, state ?? ''],
    queryFn: ({ pageParam, signal }) =>
      call('webhooks.listWebhookDeliveries', {
        params: { webhookId },
        query: { state, limit: 30, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data?.pages[0]?.items.some((one) => one.state === 'waiting') ? watching : false,
  })

/** One delivery with what is sent and what was answered. */
export const deliveryQuery = (deliveryId: string) =>
  queryOptions({
    queryKey: ['webhook-delivery', deliveryId],
    queryFn: ({ signal }) => call('webhooks.getWebhookDelivery', { params: { deliveryId }, signal }),
    staleTime: 0,
  })
