import { useEffect, useRef } from 'react'

/**
 * Does at once what it is asked for, or, where something is waited for, as soon as that is there: keys ask early, whatever
 * button is disabled. Not if it is told to forget before.
 */
export function useLater<Args extends unknown[]>(waiting: boolean, run: (...args: Args) => void) {
  const wish = useRef<Args>(undefined)
  useEffect(() => {
    const asked = wish.current
    if (waiting || !asked) return
    wish.current = undefined
    run(...asked)
  })
  return {
    ask(...args: Args): void {
      if (waiting) wish.current = args
      else run(...args)
    },
    forget(): void {
      wish.current = undefined
    },
  }
}
