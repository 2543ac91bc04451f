import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { isComposing } from '../commands/keys.ts'
import classes from './Finder.module.css'
import { SearchField } from './SearchField.tsx'

interface Props {
  q: string
  label: string
  onSearch(q: string): void
  /** What was found: `Found` lines, or why there are none. */
  children: ReactNode
}

/** A field that searches by itself, with what was found below it. The arrow keys go from one to the next. */
export function Finder({ q, label, onSearch, children }: Props) {
  const around = useRef<HTMLDivElement>(null)
  const step = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    const stops = [...(around.current?.querySelectorAll<HTMLElement>('input, [data-found]') ?? [])]
    const at = stops.findIndex((one) => one === document.activeElement)
    event.preventDefault()
    stops.at((at + (event.key === 'ArrowDown' ? 1 : -1) + stops.length) % stops.length)?.focus()
  }
  return (
    <div ref={around} className={classes.finder} onKeyDown={step}>
      <SearchField first q={q} label={label} className={classes.field} onSearch={onSearch} />
      <div className={classes.found}>{children}</div>
    </div>
  )
}

/** One line that was found; choosing it is what it is for. */
export const Found = ({ onPick, children }: { onPick(): void; children: ReactNode }) => (
  <li>
    <button type="button" data-found className={classes.line} onClick={onPick}>
      {children}
    </button>
  </li>
)
