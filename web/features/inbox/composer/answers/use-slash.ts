import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { isComposing } from '../../../../app/commands/keys.ts'
import { type Slash, slashIn, textBefore } from './slash.ts'

/** Where one writes, rich or plain. */
export const fieldIn = (box: Element | null | undefined): HTMLElement | undefined =>
  box?.querySelector<HTMLElement>('textarea, [contenteditable="true"]') ?? undefined

/** The `/` behind the caret of a box, while nothing of it is being composed. */
const slashAt = (box: Element | null): Slash | undefined => {
  const field = fieldIn(box)
  if (!field || document.activeElement !== field) return undefined
  return slashIn(textBefore(field) ?? '')
}

/**
 * What is looked for with `/`, as long as its sign stands before the caret. `close` ends it until another one is typed. Input
 * methods keep what they compose to themselves: it begins and changes with what they have written.
 */
export function useSlash(box: RefObject<HTMLElement | null>, onKey: (event: KeyboardEvent) => boolean) {
  const [slash, setSlash] = useState<Slash>()
  const closed = useRef(false)
  const key = useRef(onKey)
  useLayoutEffect(() => {
    key.current = onKey
  })
  const look = useCallback(() => {
    const found = slashAt(box.current)
    if (!found) closed.current = false
    const next = closed.current ? undefined : found
    setSlash((old) => (old?.query === next?.query && old?.length === next?.length ? old : next))
  }, [box])
  const close = useCallback(() => {
    closed.current = true
    setSlash(undefined)
  }, [])
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    let composing = false
    const begun = () => {
      composing = true
    }
    // Browsers disagree on what comes last, the end of a composition or its words.
    const ended = () => {
      composing = false
      setTimeout(look)
    }
    const typed = (event: Event) => {
      if (!composing && !(event instanceof InputEvent && event.isComposing)) look()
    }
    const moved = () => {
      if (!composing) look()
    }
    const pressed = (event: KeyboardEvent) => {
      if (composing || isComposing(event) || event.target !== fieldIn(element)) return
      if (!key.current(event)) return
      event.preventDefault()
      event.stopPropagation()
    }
    element.addEventListener('compositionstart', begun)
    element.addEventListener('compositionend', ended)
    element.addEventListener('input', typed)
    element.addEventListener('keydown', pressed, true)
    document.addEventListener('selectionchange', moved)
    return () => {
      element.removeEventListener('compositionstart', begun)
      element.removeEventListener('compositionend', ended)
      element.removeEventListener('input', typed)
      element.removeEventListener('keydown', pressed, true)
      document.removeEventListener('selectionchange', moved)
    }
  }, [box, look])
  return { slash, close }
}
