import { Fragment } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Language } from '../shared/types.ts'
import type { TalkState } from '../talk/state.ts'
import type { TalkSettings } from '../talk/wire.ts'
import type { Talk } from '../talk/talk.ts'
import { dayOf, dayText, momentText, timeText } from './days.ts'
import { Message, OutgoingMessage } from './message.tsx'
import type { Words } from './words.ts'

/** Whoever is this close to the end, in pixels, wants to stay there. */
const NEAR = 80

/** What stands above the first message: the opening text, that the shop is closed, and when somebody answers. */
const Opening = ({
  settings: { opening, hours, closedUntil },
  words,
  language,
}: {
  settings: TalkSettings
  words: Words
  language: Language
}) => {
  const [now] = useState(() => new Date())
  const until = closedUntil === null ? undefined : new Date(closedUntil)
  return (
    <div class="opening">
      <p>{opening[language]}</p>
      {until && until > now && <p class="hours">{words.closed(momentText(until, now, language, words))}</p>}
      {hours[language] !== '' && <p class="hours">{hours[language]}</p>}
    </div>
  )
}

/** The thread: opening text, messages by day, what waits to be sent. New ones are read aloud. */
export const Log = ({
  state,
  talk,
  words,
  language,
  open,
}: {
  state: TalkState
  talk: Talk
  words: Words
  language: Language
  open: boolean
}) => {
  const box = useRef<HTMLDivElement>(null)
  const [away, setAway] = useState(false)
  /** How high everything was when earlier messages were asked for: what is looked at stays in its place. */
  const heightRef = useRef<number | undefined>(undefined)
  const toEnd = (): void => box.current?.scrollTo({ top: box.current.scrollHeight })
  const count = state.messages.length + state.outgoing.length
  const last = state.outgoing.at(-1)?.key
  const oldest = state.messages[0]?.id
  useLayoutEffect(() => {
    if (!away) toEnd()
  }, [count, open, state.typing, away])
  useLayoutEffect(() => {
    const grown = (box.current?.scrollHeight ?? 0) - (heightRef.current ?? Number.NaN)
    if (grown > 0) box.current?.scrollBy({ top: grown })
    // The button went with the beginning: the keys that pressed it go on in the log.
    const root = box.current?.getRootNode() as ShadowRoot | undefined
    if (grown > 0 && !state.earlier && !root?.activeElement) box.current?.focus({ preventScroll: true })
    heightRef.current = undefined
  }, [oldest, state.earlier])
  // One's own message is always shown.
  useLayoutEffect(toEnd, [last])
  // Pictures come later and push the end down.
  useEffect(() => {
    const inner = box.current
    if (!inner) return undefined
    const follow = (): void => {
      if (!away) toEnd()
    }
    inner.addEventListener('load', follow, true)
    return () => inner.removeEventListener('load', follow, true)
  }, [away])
  const { settings } = state
  return (
    <div
      class="log"
      ref={box}
      role="log"
      aria-live="polite"
      aria-label={words.log}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
        setAway(scrollHeight - scrollTop - clientHeight > NEAR)
      }
    >
      {state.earlier && (
        <button
          type="button"
          class="earlier"
          onClick={() => {
            heightRef.current = box.current?.scrollHeight
            talk.earlier()
          }}
        >
          {words.earlier}
        </button>
      )}
      {settings && !state.earlier && <Opening settings={settings} words={words} language={language} />}
      <Thread state={state} talk={talk} words={words} language={language} />
      {state.outgoing.map((message) => (
        <OutgoingMessage key={message.key} message={message} talk={talk} words={words} />
      ))}
      {away && (
        <button type="button" class="jump" onClick={toEnd}>
          {words.newest}
        </button>
      )}
    </div>
  )
}

const Thread = ({
  state,
  talk,
  words,
  language,
}: {
  state: TalkState
  talk: Talk
  words: Words
  language: Language
}) => {
  const now = new Date()
  return state.messages.map((message, index) => {
    const before = state.messages[index - 1]
    const at = new Date(message.at)
    const newDay = !before || dayOf(new Date(before.at)) !== dayOf(at)
    const headed = newDay || before.from !== message.from || before.author !== message.author
    return (
      <Fragment key={message.id}>
        {newDay && <div class="day">{dayText(at, now, language, words)}</div>}
        <Message message={message} headed={headed} talk={talk} words={words} time={timeText(at, language)} />
      </Fragment>
    )
  })
}
