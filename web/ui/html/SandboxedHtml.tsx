import { useComputedColorScheme } from '@mantine/core'
import { useCallback, useMemo, useRef } from 'react'
import { bringsColours, frameDocument, ownLook } from './frame-document.ts'
import classes from './SandboxedHtml.module.css'

interface Props {
  /** Sanitised HTML; the frame is a second lock, not the only one. */
  html: string
  title: string
  /** Our own words wear our theme; everything else lies on white paper. */
  own?: boolean
  /** Label of folded quotations inside. */
  quoteLabel: string
  /** Height in px to begin with, when it was measured before. */
  height?: number | undefined
  onHeight?: (height: number) => void
}

/** Keys pressed while the frame has the focus are the app's keys all the same. */
const passKeysOn = (inside: Document) =>
  inside.addEventListener('keydown', (event) => {
    const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event
    const copy = { key, code, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true }
    if (!document.body.dispatchEvent(new KeyboardEvent('keydown', copy))) event.preventDefault()
  })

/** Foreign HTML in a frame that runs no script, as high as what is in it. Links open in a new tab. */
export function SandboxedHtml(props: Props) {
  const { html, title, own = false, quoteLabel, height, onHeight } = props
  const observer = useRef<ResizeObserver>(undefined)
  const scheme = useComputedColorScheme()
  const source = useMemo(() => {
    const options = { origin: globalThis.location.origin }
    // The theme is part of what the document is made of, though only its colours are read here.
    const themed = own && scheme !== undefined && !bringsColours(html)
    return frameDocument(html, themed ? { ...options, look: ownLook() } : options)
  }, [html, own, scheme])

  const loaded = useCallback(
    (frame: HTMLIFrameElement) => {
      const inside = frame.contentDocument
      if (!inside?.body) return
      for (const summary of inside.querySelectorAll('details[data-quote] > summary')) {
        summary.textContent = quoteLabel
      }
      const measure = () => {
        const wanted = Math.ceil(inside.body.getBoundingClientRect().height)
        if (wanted === 0 || frame.style.height === `${wanted}px`) return
        frame.style.height = `${wanted}px`
        onHeight?.(wanted)
      }
      observer.current?.disconnect()
      observer.current = new ResizeObserver(measure)
      observer.current.observe(inside.body)
      measure()
      passKeysOn(inside)
    },
    [quoteLabel, onHeight],
  )

  const hold = useCallback((frame: HTMLIFrameElement | null) => {
    if (!frame) observer.current?.disconnect()
  }, [])

  return (
    <iframe
      ref={hold}
      className={classes.frame}
      title={title}
      srcDoc={source}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      style={{ height: height ?? 48 }}
      onLoad={(event) => loaded(event.currentTarget)}
    />
  )
}
