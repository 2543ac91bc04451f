import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../../api/call.ts'
import { customerTypingKey, presenceKey } from '../../../api/live/apply.ts'
import { catchUpTimeline } from '../../../api/live/catch-up.ts'
import type { Presence } from '../../../api/live/frames.ts'
import { openLive } from '../../../api/live/index.ts'
import { useMe } from '../../../app/me.ts'
import { afterPaint } from '../../../ui/after-paint.ts'

/** Who else has the conversation open. Only pushes tell. */
export function useOthersHere(conversationId: string): Presence[] {
  const { agent } = useMe()
  const { data } = useQuery({
    queryKey: presenceKey(conversationId),
    queryFn: (): Presence[] => [],
    enabled: false,
  })
  return (data ?? []).filter((one) => one.id !== agent.id)
}

/** How long a customer counts as typing after the last sign of it, in ms. */
const typingFor = 6000

/** True while the customer types. */
export function useCustomerTyping(conversationId: string): boolean {
  const { data } = useQuery({
    queryKey: customerTypingKey(conversationId),
    queryFn: (): number | null => null,
    enabled: false,
  })
  const [over, setOver] = useState<number | null>(null)
  useEffect(() => {
    if (!data) return undefined
    const timer = setTimeout(() => setOver(data), Math.max(0, data + typingFor - Date.now()))
    return () => clearTimeout(timer)
  }, [data])
  return typeof data === 'number' && data !== over
}

/**
 * While a conversation is on the screen, and painted: its messages are pushed, and what was missed before is fetched.
 */
export function useOpened(conversationId: string): void {
  const cache = useQueryClient()
  useEffect(() => {
    let close: (() => void) | undefined
    const callOff = afterPaint(() => {
      close = openLive(conversationId)
      void catchUpTimeline(cache, conversationId).catch(() => undefined)
    })
    return () => {
      callOff()
      close?.()
    }
  }, [cache, conversationId])
}

/** How long one looks at a conversation before it counts as read, in ms: turning pages is not reading. */
const lookFor = 1200

/** Tells the server what was read: after a moment, and only while the screen is seen. */
export function useMarkRead(conversationId: string, newestId: string | undefined): void {
  useEffect(() => {
    if (newestId === undefined) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      if (document.visibilityState !== 'visible') return
      timer = setTimeout(() => {
        call('conversations.markRead', { params: { conversationId }, body: {} }).catch(() => undefined)
      }, lookFor)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [conversationId, newestId])
}
