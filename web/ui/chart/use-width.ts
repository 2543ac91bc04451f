import { useLayoutEffect, useRef, useState } from 'react'

/** The width in px of an element that a chart is drawn into; 0 until it is known. */
export function useWidth<E extends Element>() {
  const box = useRef<E>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(element)
    setWidth(Math.floor(element.getBoundingClientRect().width))
    return () => observer.disconnect()
  }, [])
  return { box, width }
}
