import { type FocusEvent, type KeyboardEvent, useState } from 'react'

const rowOf = (target: EventTarget) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-conversation]') : null

/**
 * The one row of the list that Tab leads to: there may be thousands, and what stands behind them has to be reached.
 * It is the row that was focused last, else the open one or the cursor's, else the first in sight. Arrow keys go on
 * from there.
 */
export function useTabStop(drawn: readonly string[], first: string | undefined, wanted: string | undefined) {
  const [focused, setFocused] = useState<{ id: string | undefined; wanted: string | undefined }>()
  const known = focused?.wanted === wanted ? focused?.id : wanted
  const stopId = known !== undefined && drawn.includes(known) ? known : first
  const keys = {
    onFocus: (event: FocusEvent) => setFocused({ id: rowOf(event.target)?.dataset.conversation, wanted }),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const at = drawn.indexOf(rowOf(event.target)?.dataset.conversation ?? '')
      const next = step && at >= 0 ? drawn[at + step] : undefined
      if (next === undefined) return
      event.preventDefault()
      event.currentTarget.querySelector<HTMLElement>(`[data-conversation="${next}"]`)?.focus()
    },
  }
  return { stopId, keys }
}
