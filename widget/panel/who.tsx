import type { TalkSettings } from '../talk/wire.ts'
import type { Words } from './words.ts'

const MAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/

/** What is missing of what the shop asks for before the first message; empty when nothing is. */
export const missing = (settings: TalkSettings, name: string, email: string, words: Words): string => {
  if (settings.askName === 'required' && name.trim() === '') return words.nameMissing
  if (settings.askEmail === 'required' && email.trim() === '') return words.emailMissing
  if (settings.askEmail !== 'off' && email.trim() !== '' && !MAIL.test(email.trim())) return words.emailWrong
  return ''
}

/** Name and mail address of a visitor who is not known yet. */
export const Who = ({
  settings,
  words,
  name,
  email,
  problem,
  change,
}: {
  settings: TalkSettings
  words: Words
  name: string
  email: string
  problem: string
  change(name: string, email: string): void
}) => {
  const mark = (asked: 'optional' | 'required' | 'off'): string =>
    asked === 'required' ? words.required : words.optional
  return (
    <div class="who">
      {settings.askName !== 'off' && (
        <label>
          {words.name}
          {mark(settings.askName)}
          <input
            type="text"
            autocomplete="name"
            maxLength={200}
            value={name}
            required={settings.askName === 'required'}
            onInput={({ currentTarget }) => change(currentTarget.value, email)}
          />
        </label>
      )}
      {settings.askEmail !== 'off' && (
        <label>
          {words.email}
          {mark(settings.askEmail)}
          <input
            type="email"
            autocomplete="email"
            maxLength={254}
            value={email}
            required={settings.askEmail === 'required'}
            onInput={({ currentTarget }) => change(name, currentTarget.value)}
          />
        </label>
      )}
      {settings.askEmail !== 'off' && settings.mailReplies && <p class="hint">{words.mailHint}</p>}
      {problem !== '' && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
