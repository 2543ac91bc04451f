import { type ComponentType, useEffect, useRef, useState } from 'react'
import { drafts, type Mode } from './drafts.ts'
import type { EditorProps } from './editor-handle.ts'
import { PlainEditor } from './PlainEditor.tsx'

type Rich = ComponentType<EditorProps & { kind: Mode; buttons: HTMLElement | null }>

let loaded: Rich | undefined
let loading: Promise<unknown> | undefined

/** Fetches the rich editor. It comes when somebody is about to write, never with the first screen. */
export function fetchRichEditor(): Promise<unknown> {
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

interface Props extends Omit<EditorProps, 'initial' | 'focused'> {
  conversationId: string
  mode: Mode
  /** True where formatting or names are wanted. */
  rich: boolean
  buttons: HTMLElement | null
  collect(): void
}

/** Plain until the rich editor is there, or for good where text is all that a channel carries. */
export function Editor({ conversationId, mode, rich, buttons, collect, ...rest }: Props) {
  const [Ready, setReady] = useState<Rich | undefined>(() => loaded)
  const box = useRef<HTMLDivElement>(null)
  const composing = useRef(false)
  const hadFocus = useRef(false)

  useEffect(() => {
    if (!rich || Ready) return undefined
    let gone = false
    const swap = () => {
      if (gone || !loaded) return
      // Never in the middle of a conversion: the input method would lose what it holds.
      if (composing.current) {
        setTimeout(swap, 300)
        return
      }
      hadFocus.current = box.current?.contains(document.activeElement) ?? false
      collect()
      setReady(() => loaded)
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
  }, [rich, Ready, collect])

  const common = { ...rest, initial: drafts.of(conversationId)[mode], focused: hadFocus.current }
  return (
    <div
      ref={box}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={() => {
        composing.current = false
      }}
    >
      {rich && Ready ? <Ready {...common} kind={mode} buttons={buttons} /> : <PlainEditor {...common} />}
    </div>
  )
}
