import { type ComponentType, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { drafts } from './drafts.ts'
import type { EditorProps } from './editor-handle.ts'
import { PlainEditor } from './PlainEditor.tsx'

type Rich = ComponentType<EditorProps & { buttons: HTMLElement }>

let loaded: Rich | undefined
let loading: Promise<unknown> | undefined

/** Fetches the rich editor. It comes when somebody is about to write, never with the first screen. */
function fetchRichEditor(): Promise<unknown> {
  loading ??= import('./RichEditor.tsx').then(
    (module) => {
      loaded = module.default
    },
    () => {
      // The plain field goes on working; the next attempt to write tries again.
      loading = undefined
    },
  )
  return loading
}

/** How long nobody types before the field under the hands is another one, in ms. */
const pause = 800

interface Props extends Omit<EditorProps, 'initial' | 'focused'> {
  place: string
  /** True where formatting or names are wanted. */
  rich: boolean
  buttons: HTMLElement
  collect(): void
}

/** Plain until the rich editor is there, or for good where text is all that a channel carries. */
export function Editor({ place, rich, buttons, collect, ...rest }: Props) {
  const [ready, setReady] = useState(() => (loaded ? { Rich: loaded, focused: false } : undefined))
  const box = useRef<HTMLDivElement>(null)
  const composing = useRef(false)
  const typedAt = useRef(0)

  useEffect(() => {
    if (!rich || ready) return undefined
    let gone = false
    const swap = () => {
      if (gone || !loaded) return
      // Never while somebody types: keys would get lost in between, or be taken for commands, and an input method
      // would lose what it holds.
      if (composing.current || Date.now() - typedAt.current < pause) {
        setTimeout(swap, 300)
        return
      }
      collect()
      const next = { Rich: loaded, focused: box.current?.contains(document.activeElement) ?? false }
      // At once: what came between the reading of one field and the drawing of the other would be lost.
      flushSync(() => setReady(next))
    }
    const element = box.current
    const fetch = () => void fetchRichEditor().then(swap)
    element?.addEventListener('pointerenter', fetch)
    element?.addEventListener('focusin', fetch)
    return () => {
      gone = true
      element?.removeEventListener('pointerenter', fetch)
      element?.removeEventListener('focusin', fetch)
    }
  }, [rich, ready, collect])

  const typed = () => {
    typedAt.current = Date.now()
  }
  const common = { ...rest, initial: drafts.of(place)[rest.mode], focused: ready?.focused ?? false }
  return (
    <div
      ref={box}
      onKeyDownCapture={typed}
      // Dictation, a pasted text and a password manager press no keys.
      onInputCapture={typed}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={() => {
        composing.current = false
      }}
    >
      {rich && ready ? <ready.Rich {...common} buttons={buttons} /> : <PlainEditor {...common} />}
    </div>
  )
}
