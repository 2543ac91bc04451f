const FOCUSABLE = 'a[href], button:not(:disabled), input:not([hidden]), textarea, [tabindex="0"]'

/** Tab goes round inside the window, and Escape closes it, unless it ends a Japanese conversion. */
export const keepFocusInside = (event: KeyboardEvent, close: () => void): void => {
  if (event.isComposing || event.keyCode === 229) return
  if (event.key === 'Escape') {
    event.preventDefault()
    close()
    return
  }
  if (event.key !== 'Tab') return
  const panel = event.currentTarget as HTMLElement
  const stops = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (stop) => stop.offsetParent !== null,
  )
  const at = (panel.getRootNode() as ShadowRoot).activeElement
  const [first] = stops
  const last = stops.at(-1)
  if (event.shiftKey && (at === first || !stops.includes(at as HTMLElement))) {
    event.preventDefault()
    last?.focus()
  } else if (!event.shiftKey && at === last) {
    event.preventDefault()
    first?.focus()
  }
}

/** The page has shortcuts of its own, and from outside a key pressed in our field looks like one for the page. */
export const keepKeysInside = (panel: HTMLElement): (() => void) => {
  const stop = (event: Event): void => event.stopPropagation()
  const kinds = ['keydown', 'keypress', 'keyup', 'paste', 'copy', 'cut'] as const
  for (const kind of kinds) panel.addEventListener(kind, stop)
  return () => {
    for (const kind of kinds) panel.removeEventListener(kind, stop)
  }
}

/** Keeps the window as high as what can be seen: a phone's keyboard covers the page without telling it. */
export const seenHeight = (panel: HTMLElement): (() => void) => {
  const view = window.visualViewport
  if (!view) return () => undefined
  const fit = (): void => panel.style.setProperty('--seen', `${view.height}px`)
  fit()
  view.addEventListener('resize', fit)
  return () => view.removeEventListener('resize', fit)
}
