import { useEffect, useState } from 'react'

/**
 * Gives the focus back to what had it before the component was there. The library does so for dialogs that are closed,
 * not for those that are taken away with what is in them.
 */
export function useFocusBack(): void {
  // While it is drawn for the first time: afterwards the dialog has the focus.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      const lost = document.activeElement === document.body || document.activeElement === null
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
    [before],
  )
}
