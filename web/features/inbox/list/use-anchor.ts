import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { Conversation } from '../../../api/types.ts'
import { rowHeight } from './Row.tsx'

/** When rows above the first visible one come or go, scrolls by as much, so that nothing one reads moves. */
export function useAnchor(scroller: RefObject<HTMLElement | null>, rows: readonly Conversation[]): void {
  const before = useRef<readonly Conversation[]>(rows)
  useLayoutEffect(() => {
    const element = scroller.current
    const old = before.current
    before.current = rows
    if (!element || old === rows || element.scrollTop < rowHeight / 2) return
    const first = old[Math.floor(element.scrollTop / rowHeight)]
    if (!first) return
    const was = old.indexOf(first)
    const is = rows.findIndex((row) => row.id === first.id)
    if (is >= 0 && is !== was) element.scrollBy(0, (is - was) * rowHeight)
  }, [scroller, rows])
}
