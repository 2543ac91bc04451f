import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import classes from './Panel.module.css'
import { placeBeside, type Side } from './place-beside.ts'
import { lendFocus } from './use-focus-back.ts'

interface Props {
  /** Gives beside what it stands; asked only while it is open. */
  anchor(): Element | undefined
  label: string
  side?: Side
  width?: number
  onClose(): void
  children: ReactNode
}

/** Keeps the panel beside its anchor while either changes its size or place. */
function usePlace(anchor: Props['anchor'], side: Side) {
  const panel = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const box = panel.current
    const beside = anchor()
    if (!box || !beside) return undefined
    const put = () => {
      const { left, top } = placeBeside(
        beside.getBoundingClientRect(),
        { width: box.offsetWidth, height: box.offsetHeight },
        { width: window.innerWidth, height: window.innerHeight },
        side,
      )
      box.style.left = `${left}px`
      box.style.top = `${top}px`
    }
    put()
    const observer = new ResizeObserver(put)
    observer.observe(box)
    window.addEventListener('resize', put)
    window.addEventListener('scroll', put, true)
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', put)
      window.removeEventListener('scroll', put, true)
    }
  }, [anchor, side])
  return panel
}

/**
 * A small panel beside a button. It takes the focus to `data-autofocus`, gives it back when it closes, and closes on
 * Escape, on Tab out of it and on a click elsewhere. Nothing of it exists while it is closed.
 */
export function Panel({ anchor, label, side = 'bottom-start', width, onClose, children }: Props) {
  const panel = usePlace(anchor, side)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })

  useEffect(() => {
    const before = document.activeElement
    if (panel.current) lendFocus(panel.current, before)
    panel.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true })
    const outside = (event: Event) => {
      const at = event.target as Node
      if (!panel.current?.contains(at) && !anchor()?.contains(at)) close.current()
    }
    document.addEventListener('pointerdown', outside, true)
    document.addEventListener('focusin', outside)
    const box = panel.current
    return () => {
      document.removeEventListener('pointerdown', outside, true)
      document.removeEventListener('focusin', outside)
      const lost = document.activeElement === document.body || box?.contains(document.activeElement)
      if (lost && before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [anchor, panel])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229 || event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  return createPortal(
    <div
      ref={panel}
      role="dialog"
      aria-label={label}
      className={classes.panel}
      style={{ width }}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>,
    document.body,
  )
}
