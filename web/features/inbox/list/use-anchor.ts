import type { Virtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef } from 'react'
import type { Conversation } from '../../../api/types.ts'
import { rowHeight } from './Row.tsx'

/** When rows above the first visible one come or go, scrolls by as much, so that nothing one reads moves. */
export function useAnchor(
  virtual: Virtualizer<HTMLDivElement, Element>,
  rows: readonly Conversation[],
): void {
  const before = useRef<readonly Conversation[]>(rows)
  useLayoutEffect(() => {
    const old = before.current
    before.current = rows
    // The virtualiser knows where it is scrolled to; asking the element would lay out the whole page here.
    const top = virtual.scrollOffset ?? 0
    if (old === rows || top < rowHeight / 2) return
    const first = old[Math.floor(top / rowHeight)]
    if (!first) return
    const was = old.indexOf(first)
    const is = rows.findIndex((row) => row.id === first.id)
    if (is >= 0 && is !== was) virtual.scrollBy((is - was) * rowHeight)
  }, [virtual, rows])
}
