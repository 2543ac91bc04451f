import { type RefCallback, useCallback, useImperativeHandle, useRef } from 'react'
import classes from './Composer.module.css'
import type { EditorProps } from './editor-handle.ts'

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
  const field = useRef<HTMLTextAreaElement | null>(null)
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
      focus: () => {
        const { current: element } = field
        element?.focus()
        element?.setSelectionRange(element.value.length, element.value.length)
      },
      isFocused: () => document.activeElement === field.current,
      isEmpty: () => (field.current?.value ?? '').trim() === '',
    }),
    [mode, initial],
  )
  const hold: RefCallback<HTMLTextAreaElement> = useCallback((element) => {
    field.current = element
    if (element && element.dataset['focused'] === 'true') {
      element.focus()
      element.setSelectionRange(element.value.length, element.value.length)
    }
  }, [])
  return (
    <textarea
      ref={hold}
      data-focused={focused}
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
