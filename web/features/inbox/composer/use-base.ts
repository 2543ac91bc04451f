import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TimelineData } from '../../../api/live/merge-timeline.ts'
import { messagesQuery } from '../../../api/reads/conversations.ts'

/** The newest message when one began to write; anew each time one begins, or has looked at what is new. */
export function useBase(conversationId: string, empty: boolean) {
  const cache = useQueryClient()
  const newest = () =>
    cache.getQueryData<TimelineData>(messagesQuery(conversationId).queryKey)?.pages[0]?.messages.at(-1)?.id
  const [base, setBase] = useState({ empty, id: empty ? undefined : newest() })
  if (base.empty !== empty) setBase({ empty, id: empty ? undefined : newest() })
  return { baseId: base.id, lookAgain: () => setBase({ empty, id: newest() }) }
}
