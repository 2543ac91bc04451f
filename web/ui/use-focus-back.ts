import { useEffect, useState } from 'react'

/** What had the focus before each panel took it. */
const lent = new WeakMap<Element, Element | null>()

/** A panel takes the focus; a dialog that one of its items opens gives it back to whoever had it before the panel. */
export const lendFocus = (panel: Element, before: Element | null): unknown => lent.set(panel, before)

const lender = (): Element | null => {
  const at = document.activeElement
  const panel = at?.closest('[role=dialog]')
  return (panel && lent.get(panel)) ?? at
}

/**
 * Gives the focus back to what had it before the component was there. The library does so for dialogs that are closed,
 * not for those that are taken away with what is in them.
 */
export function useFocusBack(): void {
  // While it is drawn for the first time: afterwards the dialog has the focus.
  const [before] = useState(lender)
  useEffect(
    () => () => {
      const lost = document.activeElement === document.body || document.activeElement === null
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
    [before],
  )
}
