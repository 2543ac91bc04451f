import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { KeyHint } from './KeyHint.tsx'
import { placeBeside, type Side } from './place-beside.ts'
import classes from './Tips.module.css'

const wait = 400
/** After one was shown, the next comes at once: somebody is reading along a row of buttons. */
const warm = 600

interface Shown {
  anchor: HTMLElement
  text: string
  keys: string | undefined
}

const withTip = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null

function useShown(): Shown | undefined {
  const [shown, setShown] = useState<Shown>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let hiddenAt = 0
    let current: HTMLElement | undefined
    const hide = () => {
      clearTimeout(timer)
      if (current) hiddenAt = Date.now()
      current = undefined
      setShown(undefined)
    }
    const show = (anchor: HTMLElement) => {
      current = anchor
      const { tip = '', tipKeys } = anchor.dataset
      setShown(anchor.isConnected ? { anchor, text: tip, keys: tipKeys } : undefined)
    }
    const over = (event: PointerEvent) => {
      if (event.pointerType === 'touch') return
      const anchor = withTip(event.target)
      if (anchor === current) return
      if (current) hide()
      clearTimeout(timer)
      if (anchor) timer = setTimeout(() => show(anchor), Date.now() - hiddenAt < warm ? 0 : wait)
    }
    const focus = (event: FocusEvent) => {
      const anchor = withTip(event.target)
      hide()
      if (anchor?.matches(':focus-visible')) timer = setTimeout(() => show(anchor), wait)
    }
    document.addEventListener('pointerover', over)
    document.addEventListener('focusin', focus)
    for (const name of ['pointerdown', 'keydown', 'scroll'] as const)
      document.addEventListener(name, hide, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', over)
      document.removeEventListener('focusin', focus)
      for (const name of ['pointerdown', 'keydown', 'scroll'] as const)
        document.removeEventListener(name, hide, true)
    }
  }, [])
  return shown
}

/**
 * The tooltips of the whole app: whatever carries `data-tip` (and `data-tip-keys`, `data-tip-side`) gets one. There
 * is one for all, so that a hundred buttons cost nothing. It repeats the button's name, so the ear needs none.
 */
export function Tips() {
  const shown = useShown()
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!shown || !box.current) return
    const { left, top } = placeBeside(
      shown.anchor.getBoundingClientRect(),
      { width: box.current.offsetWidth, height: box.current.offsetHeight },
      { width: window.innerWidth, height: window.innerHeight },
      (shown.anchor.dataset['tipSide'] as Side | undefined) ?? 'bottom',
    )
    box.current.style.left = `${left}px`
    box.current.style.top = `${top}px`
  }, [shown])
  if (!shown) return null
  return createPortal(
    <div ref={box} className={classes.tip} aria-hidden="true">
      {shown.text}
      {shown.keys ? <KeyHint keys={shown.keys} /> : null}
    </div>,
    document.body,
  )
}
