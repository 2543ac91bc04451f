import { useImperativeHandle, useLayoutEffect, useRef } from 'react'
import classes from './Composer.module.css'
import type { EditorProps } from './editor-handle.ts'

function focusEnd(field: HTMLTextAreaElement | null): void {
  field?.focus()
  field?.setSelectionRange(field.value.length, field.value.length)
}

/** A text field: for channels that carry text only, and until the rich editor is there. */
export function PlainEditor({
  mode,
  handle,
  initial,
  label,
  placeholder,
  focused,
  onChange,
  onFiles,
}: EditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(
    handle,
    () => ({
      mode,
      // Unchanged words keep what the rich editor knows of them.
      read: () =>
        field.current?.value === initial.text
          ? initial
          : { text: field.current?.value ?? '', html: null, mentions: [] },
      write: ({ text }) => {
        if (field.current) field.current.value = text
      },
      focus: () => focusEnd(field.current),
      isFocused: () => document.activeElement === field.current,
      isEmpty: () => (field.current?.value ?? '').trim() === '',
    }),
    [mode, initial],
  )
  useLayoutEffect(() => {
    if (focused) focusEnd(field.current)
    // oxlint-disable-next-line react/exhaustive-deps -- it takes the caret over once, from the field before it
  }, [])
  return (
    <textarea
      ref={field}
      className={classes.plain}
      aria-label={label}
      placeholder={placeholder}
      defaultValue={initial.text}
      rows={3}
      onInput={onChange}
      onPaste={(event) => {
        const files = [...event.clipboardData.files]
        // Tables and texts of office programs come as a picture, too.
        if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return
        event.preventDefault()
        onFiles(files)
      }}
    />
  )
}
