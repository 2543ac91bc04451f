import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { TimelineData } from '../../../api/live/merge-timeline.ts'
import { messagesQuery } from '../../../api/reads/conversations.ts'
import { keptHere } from './kept-here.ts'

/** Beside a draft: a page that is loaded anew, or a visit later on, finds what had been said when it was begun. */
const bases = keptHere<string>('base')

interface Base {
  empty: boolean
  edition: number
  id: string | undefined
}

/**
 * The newest message when one began to write an answer; anew each time one begins, or has looked at what is new. `empty`
 * is undefined while a note is written, which changes nothing. With a new `edition` the words came from the draft store.
 */
export function useBase(conversationId: string, empty: boolean | undefined, edition: number) {
  const cache = useQueryClient()
  const newest = () =>
    cache.getQueryData<TimelineData>(messagesQuery(conversationId).queryKey)?.pages[0]?.messages.at(-1)?.id
  const begun = (restored: boolean) => (restored ? bases.read(conversationId) : undefined) ?? newest()
  const [base, setBase] = useState<Base>(() => ({
    empty: empty !== false,
    edition,
    id: empty === false ? begun(true) : undefined,
  }))
  if (empty !== undefined && base.empty !== empty)
    setBase({ empty, edition, id: empty ? undefined : begun(edition !== base.edition) })
  const had = useRef(false)
  useEffect(() => {
    if (base.id || had.current) bases.write(conversationId, base.id)
    had.current = base.id !== undefined
  }, [conversationId, base.id])
  return {
    baseId: base.id,
    /** Everything on the screen was seen; gives the newest of it. */
    lookAgain(): string | undefined {
      const id = newest()
      setBase((old) => ({ ...old, id: old.empty ? undefined : id }))
      return id
    },
  }
}
