import type { HTMLAttributes, KeyboardEvent } from 'react'
import { isComposing } from '../../commands/keys.ts'
import classes from './pieces.module.css'

interface Props {
  id: string
  text: string
  placeholder: string
  type?: 'text' | 'date'
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode']
  maxLength?: number
  readOnly: boolean
  /** Takes what was typed; false puts the old text back. */
  onSave(typed: string): boolean
}

/** A text that is changed where it stands: Enter or leaving keeps it, Escape puts the old one back. */
export function EditableText({ text, readOnly, onSave, type = 'text', inputMode, ...rest }: Props) {
  const leave = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') event.currentTarget.value = text
    if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
  }
  return (
    <input
      key={text}
      className={classes.edit}
      type={type}
      inputMode={inputMode}
      defaultValue={text}
      readOnly={readOnly}
      autoComplete="off"
      onKeyDown={leave}
      onBlur={(event) => {
        const typed = event.currentTarget.value.trim()
        if (typed !== text && !onSave(typed)) event.currentTarget.value = text
      }}
      {...rest}
    />
  )
}
