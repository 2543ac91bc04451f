import { useCallback, useEffect, useRef } from 'react'
import { tellTyping } from '../../../api/live/index.ts'

/** How long after the last key one counts as typing, in ms. */
const typingFor = 4000

/** Tells the others while one types: once at the start, once at the end. */
export function useTellTyping(conversationId: string): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = useCallback(() => {
    if (timer.current === undefined) return
    clearTimeout(timer.current)
    timer.current = undefined
    tellTyping(conversationId, false)
  }, [conversationId])
  useEffect(() => stop, [stop])
  return useCallback(() => {
    if (timer.current === undefined) tellTyping(conversationId, true)
    clearTimeout(timer.current)
    timer.current = setTimeout(stop, typingFor)
  }, [conversationId, stop])
}
