import { Search } from 'lucide-react'
import { type ChangeEvent, type CompositionEvent, useEffect, useRef } from 'react'
import { useCommands } from '../commands/use-commands.ts'
import { cx } from '../../ui/cx.ts'
import classes from './SearchField.module.css'

const pause = 250

interface Props {
  q: string
  label: string
  /** Name and heading of the command that leads here (the key `/`); none in a dialog, where it has the focus. */
  command?: { title: string; group: string }
  /** Takes the focus when the screen opens. */
  first?: boolean
  className?: string
  onSearch(q: string): void
}

/** A field that one searches with: it searches by itself, but never in the middle of a conversion. */
export function SearchField({ q, label, command, first = false, className, onSearch }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const composing = useRef(false)

  const searchSoon = (text: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(text.trim()), pause)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    // From outside (the command bar, back and forward); what one is typing is newer than the address.
    if (field.current && document.activeElement !== field.current) field.current.value = q
  }, [q])
  useCommands(
    command
      ? [{ id: 'search-field', ...command, place: 2, keys: '/', run: () => field.current?.select() }]
      : [],
  )
  return (
    <form
      role="search"
      className={cx(classes.field, className)}
      onSubmit={(event) => {
        event.preventDefault()
        clearTimeout(timer.current)
        onSearch(field.current?.value.trim() ?? '')
      }}
    >
      <Search size={17} aria-hidden="true" />
      <input
        ref={field}
        type="search"
        className={classes.input}
        aria-label={label}
        placeholder={label}
        defaultValue={q}
        maxLength={200}
        autoFocus={first}
        data-autofocus={first || undefined}
        onCompositionStart={() => {
          composing.current = true
        }}
        onCompositionEnd={(event: CompositionEvent<HTMLInputElement>) => {
          composing.current = false
          searchSoon(event.currentTarget.value)
        }}
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          if (!composing.current) searchSoon(event.currentTarget.value)
        }}
      />
    </form>
  )
}
