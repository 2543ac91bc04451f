import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { TalkSettings } from '../talk/wire.ts'
import { Icon } from './icon.tsx'
import { AttachButton, useAttachments, WaitingFiles } from './waiting-files.tsx'
import type { Words } from './words.ts'

const LONGEST = 10_000

/** True for the Enter that ends a Japanese conversion: that one never sends. Some browsers only tell by the key code. */
const isConverting = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

/** On a touch keyboard there is no Shift: Enter begins a line there, and the button sends. */
const sends = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !isConverting(event) && !matchMedia('(pointer: coarse)').matches

/** Where the visitor writes. `send` gives false when something before it is missing. */
export const Composer = ({
  settings,
  words,
  send,
  typed,
}: {
  settings: TalkSettings
  words: Words
  send(text: string, files: readonly File[]): boolean
  typed(): void
}) => {
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const attachments = useAttachments(settings.largestBytes, words)
  useLayoutEffect(() => grow(field.current), [text])
  const ready = text.trim() !== '' || attachments.files.length > 0
  const submit = (event: Event): void => {
    event.preventDefault()
    if (!ready || !send(text, attachments.files)) return
    setText('')
    attachments.change([])
    field.current?.focus()
  }
  const pasted = (event: ClipboardEvent): void => {
    const files = Array.from(event.clipboardData?.files ?? [])
    if (files.length === 0 || !settings.attachments) return
    event.preventDefault()
    attachments.add(files)
  }
  return (
    <>
      <WaitingFiles attachments={attachments} words={words} />
      <form class="composer" onSubmit={submit}>
        {settings.attachments && <AttachButton words={words} add={attachments.add} />}
        <textarea
          ref={field}
          rows={1}
          maxLength={LONGEST}
          value={text}
          placeholder={words.write}
          aria-label={words.write}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value)
            if (currentTarget.value.trim() !== '') typed()
          }}
          onKeyDown={(event) => sends(event) && submit(event)}
          onPaste={pasted}
        />
        <button type="submit" class="send" aria-label={words.send} title={words.send} disabled={!ready}>
          <Icon name="send" />
        </button>
      </form>
    </>
  )
}

const grow = (field: HTMLTextAreaElement | null): void => {
  if (!field) return
  field.style.height = 'auto'
  // In a window that is still closed there is nothing to measure; left alone, an empty field is one line high.
  if (field.scrollHeight > 0) field.style.height = `${field.scrollHeight}px`
}
