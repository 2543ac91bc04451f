import { type RefObject, useEffect, useRef, useState } from 'react'

const near = 80
const inSight = 120

/** How far what is seen is from the end, in px. Asked of the page itself: what is reckoned may be a drawing behind. */
const fromEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number =>
  scrollHeight - scrollTop - clientHeight

/**
 * Whether the newest is in sight. Who is at the end stays there when the room for it becomes smaller or larger (a
 * composer that grows, a window, a phone that is turned); `onScroll` belongs to the scroller.
 */
export function useAtEnd(scroller: RefObject<HTMLElement | null>, toEnd: () => void) {
  const [atEnd, setAtEnd] = useState(true)
  const stays = useRef(true)
  const again = useRef(toEnd)
  useEffect(() => {
    again.current = toEnd
  }, [toEnd])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const sizeOf = () => `${element.clientWidth} ${element.clientHeight}`
    let size = sizeOf()
    const observer = new ResizeObserver(() => {
      if (size !== sizeOf() && stays.current) again.current()
      size = sizeOf()
      setAtEnd(fromEnd(element) <= inSight)
    })
    observer.observe(element)
    // What is measured late changes where the end is without anybody scrolling.
    if (element.lastElementChild) observer.observe(element.lastElementChild)
    return () => observer.disconnect()
  }, [scroller])
  const onScroll = () => {
    const element = scroller.current
    if (!element) return
    stays.current = fromEnd(element) <= near
    setAtEnd(fromEnd(element) <= inSight)
  }
  return { atEnd, onScroll }
}
