import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { conversationQuery, messagesQuery } from '../../../api/reads/conversations.ts'

/** Fetches conversations ahead, so that opening them paints at once. */
export function usePrefetch() {
  const queryClient = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const now = useCallback(
    (conversationId: string | undefined) => {
      if (!conversationId) return
      void queryClient.prefetchQuery(conversationQuery(conversationId))
      void queryClient.prefetchInfiniteQuery(messagesQuery(conversationId))
    },
    [queryClient],
  )
  /** Only where the pointer rests a moment: one that sweeps over the list asks for nothing. */
  const soon = useCallback(
    (conversationId: string) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => now(conversationId), 80)
    },
    [now],
  )
  return { now, soon }
}
