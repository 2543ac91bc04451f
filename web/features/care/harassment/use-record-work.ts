import { useQueryClient } from '@tanstack/react-query'
import { careWaitingQuery } from '../../../api/reads/care.ts'

/** Has everything that shows a record read it again. */
export function useReadAgain(conversationId: string) {
  const cache = useQueryClient()
  return async () => {
    const keys = [
      ['harassment-list'],
      ['harassment'],
      careWaitingQuery.queryKey,
      ['conversation', conversationId],
    ] as const
    for (const queryKey of keys) void cache.invalidateQueries({ queryKey })
    await cache.invalidateQueries({ queryKey: ['harassments', conversationId] })
  }
}
