import type { Language } from '../shared/types.ts'
import type { TalkState } from '../talk/state.ts'
import { Icon } from './icon.tsx'
import type { Words } from './words.ts'

/** Heading of the window, with its buttons. */
export const Head = ({
  state,
  language,
  words,
  sound,
  setSound,
  close,
}: {
  state: TalkState
  language: Language
  words: Words
  sound: boolean
  setSound(on: boolean): void
  close(): void
}) => (
  <header class="head">
    <h2 id="title" tabIndex={-1}>
      {state.settings?.title[language] ?? words.chat}
      {state.settings && <small>{state.settings.brand}</small>}
    </h2>
    <button
      type="button"
      aria-label={words.sound}
      title={words.sound}
      aria-pressed={sound}
      onClick={() => setSound(!sound)}
    >
      <Icon name={sound ? 'sound' : 'silence'} />
    </button>
    <button type="button" aria-label={words.close} title={words.close} onClick={close}>
      <Icon name="close" />
    </button>
  </header>
)

/** What stands in the way just now: loading, no connection, a refusal. */
export const Notice = ({ state, words, again }: { state: TalkState; words: Words; again(): void }) => (
  <div class="notice" role="status">
    {state.phase === 'loading' && !state.visitor && words.loading}
    {state.phase === 'failed' && (
      <>
        {state.trouble || words.failed}{' '}
        <button type="button" onClick={again}>
          {words.tryAgain}
        </button>
      </>
    )}
    {state.phase === 'ready' && state.link === 'offline' && words.offline}
  </div>
)
