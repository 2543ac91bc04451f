import { useRef } from 'react'
import type { Conversation } from '../../../api/types.ts'
import { holdOrder } from './stable-order.ts'

interface Held {
  rows: readonly Conversation[]
  news: number
}

/** Rows as they are shown: while `holding`, their order stands still and news is only counted. */
export function useHeldRows(rows: readonly Conversation[], holding: boolean): Held {
  const shown = useRef<string[]>([])
  let held: Held = { rows, news: 0 }
  if (holding && shown.current.length > 0) {
    const kept = holdOrder(shown.current, rows)
    if (kept.rows.length > 0) held = kept
  }
  shown.current = held.rows.map((row) => row.id)
  return held
}
