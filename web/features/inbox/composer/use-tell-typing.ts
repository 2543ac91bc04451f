import { useCallback, useEffect, useRef } from 'react'
import { tellTyping } from '../../../api/live/index.ts'

/** How long after the last key one counts as typing, in ms. */
const typingFor = 4000

/** How often it is said again, in ms: a visitor's window that hears nothing for 6 s takes it for over. */
const repeatEvery = 3000

/** Tells the others while one types: at the start, every few seconds, and at the end. */
export function useTellTyping(conversationId: string): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const toldAt = useRef(0)
  const stop = useCallback(() => {
    if (timer.current === undefined) return
    clearTimeout(timer.current)
    timer.current = undefined
    tellTyping(conversationId, false)
  }, [conversationId])
  useEffect(() => stop, [stop])
  return useCallback(() => {
    if (timer.current === undefined || Date.now() - toldAt.current >= repeatEvery) {
      toldAt.current = Date.now()
      tellTyping(conversationId, true)
    }
    clearTimeout(timer.current)
    timer.current = setTimeout(stop, typingFor)
  }, [conversationId, stop])
}
