import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Language, LauncherConfig } from '../shared/types.ts'
import type { Talk } from '../talk/talk.ts'
import { Composer } from './composer.tsx'
import { Head, Notice } from './head.tsx'
import { Log } from './log.tsx'
import { keepFocusInside, keepKeysInside, seenHeight } from './stay-inside.ts'
import { missing, Who } from './who.tsx'
import { words as allWords } from './words.ts'

/** What the window is told from outside. */
export interface DialogProps {
  talk: Talk
  config: LauncherConfig
  language: Language
  open: boolean
  sound: boolean
  setSound(on: boolean): void
  close(): void
}

/** The chat window. */
export const Dialog = ({ talk, language, open, sound, setSound, close }: DialogProps) => {
  const [state, setState] = useState(talk.state)
  const [problem, setProblem] = useState('')
  const panel = useRef<HTMLElement>(null)
  const words = allWords[language]
  useEffect(() => talk.watch(() => setState(talk.state)), [talk])
  useEffect(() => {
    const look = (): void => talk.look(open)
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [talk, open])
  useEffect(() => (panel.current ? keepKeysInside(panel.current) : undefined), [])
  useEffect(() => (open && panel.current ? seenHeight(panel.current) : undefined), [open])
  const usable = state.settings !== undefined && state.visitor !== undefined
  useLayoutEffect(() => {
    if (open) focusFirst(panel.current)
  }, [open, usable])
  const { settings, visitor } = state
  const stranger = visitor && !visitor.signed && state.messages.length + state.outgoing.length === 0
  const asks = settings && stranger && (settings.askName !== 'off' || settings.askEmail !== 'off')
  const send = (text: string, files: readonly File[]): boolean => {
    const lacks = settings && stranger ? missing(settings, state.name, state.email, words) : ''
    setProblem(lacks)
    if (lacks !== '') return false
    talk.say(text, files)
    return true
  }
  return (
    <section
      class="panel"
      ref={panel}
      role="dialog"
      aria-modal="true"
      aria-labelledby="title"
      lang={language}
      hidden={!open}
      onKeyDown={(event) => keepFocusInside(event, close)}
    >
      <Head state={state} language={language} words={words} sound={sound} setSound={setSound} close={close} />
      <Notice state={state} words={words} again={() => talk.start()} />
      <Log state={state} talk={talk} words={words} language={language} open={open} />
      <div class="typing" role="status">
        {state.typing !== undefined && words.typing(state.typing || words.staff)}
      </div>
      {asks && settings && (
        <Who
          settings={settings}
          words={words}
          name={state.name}
          email={state.email}
          problem={problem}
          change={(name, email) => {
            setProblem('')
            talk.introduce(name, email)
          }}
        />
      )}
      {usable && settings && (
        <Composer settings={settings} words={words} send={send} typed={() => talk.typed()} />
      )}
    </section>
  )
}

/** Where the visitor wants to write; on a phone the heading, since a field would bring up the keyboard over the text. */
const focusFirst = (panel: HTMLElement | null): void => {
  const touch = matchMedia('(pointer: coarse)').matches
  const target = touch ? null : panel?.querySelector<HTMLElement>('textarea')
  ;(target ?? panel?.querySelector<HTMLElement>('h2'))?.focus({ preventScroll: true })
}
