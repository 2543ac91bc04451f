import { useCallback, useEffect, useRef, useState } from 'react'

/** How long a pointer that rests counts as about to click, in ms. */
const restless = 2000

/** Tells whether the pointer is at work over the list: rows must not slip away from under it. */
export function useHolding() {
  const [pointing, setPointing] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const onPointerLeave = useCallback(() => {
    clearTimeout(timer.current)
    setPointing(false)
  }, [])
  const onPointerMove = useCallback(() => {
    setPointing(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setPointing(false), restless)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  return { pointing, onPointerMove, onPointerLeave }
}
