import { Check, Plus } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useCallback, useId, useRef, useState } from 'react'
import { cx } from '../cx.ts'
import { Panel } from '../Panel.tsx'
import type { Side } from '../place-beside.ts'
import { findItems, firstOf, type PickItem } from './find-items.ts'
import classes from './PickMenu.module.css'

interface ListProps {
  /** What is chosen here: the name of the list and the hint in its field. */
  label: string
  /** Made only when the list opens. */
  items(): readonly PickItem[]
  onPick(id: string): void
  /** A short list that needs no field to narrow it down. */
  plain?: boolean
  /** Several may be chosen: the list stays open, and begins with those that are. */
  multiple?: boolean
  /** Offers to make what was typed when nothing has that name. */
  create?: { text(query: string): string; run(query: string): void }
  /** Said when nothing fits what was typed. */
  emptyText?: string
  header?: ReactNode
}

interface Props extends ListProps {
  opened: boolean
  onOpened(opened: boolean): void
  side?: Side
  width?: number
  /** The button that opens it. */
  children: ReactNode
}

const isComposing = (event: KeyboardEvent) => event.nativeEvent.isComposing || event.keyCode === 229
const creation = ' create'
/** Inside a dialog of Mantine's, Escape closes this list and not the dialog, which listens before anybody else. */
const ownEscape = { 'data-mantine-stop-propagation': 'true' }

interface OptionProps {
  item: PickItem
  id: string
  current: boolean
  onPoint(): void
  onPick(): void
}

function Option({ item, id, current, onPoint, onPick }: OptionProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={current}
      aria-checked={item.chosen}
      className={cx(classes.option, item.apart && classes.apart)}
      ref={(element) => {
        if (current) element?.scrollIntoView({ block: 'nearest' })
      }}
      onPointerMove={onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {item.icon ? <span className={classes.icon}>{item.icon}</span> : null}
      <span className={classes.name}>{item.label}</span>
      {item.detail ? <span className={classes.detail}>{item.detail}</span> : null}
      {item.end}
      {item.chosen ? <Check size={15} className={classes.check} aria-hidden="true" /> : null}
    </li>
  )
}

/** What is offered for the words typed so far, and what the keys do with it. */
function usePicking({ items, onPick, multiple, create, onClose }: ListProps & { onClose(): void }) {
  const list = useId()
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(0)
  const all = items()
  // What is chosen when the list opens comes first; nothing moves while one chooses.
  const [first] = useState(
    () => new Set(multiple ? all.filter((item) => item.chosen).map(({ id }) => id) : []),
  )
  const found = findItems(firstOf(all, first), query)
  const q = query.trim()
  if (create && q !== '' && !all.some((item) => item.label === q)) {
    found.push({ id: creation, label: create.text(q), icon: <Plus size={15} /> })
  }
  const at = Math.min(place, found.length - 1)
  const pick = (item: PickItem | undefined) => {
    if (!item) return
    if (multiple) setQuery('')
    else onClose()
    if (item.id === creation) create?.run(q)
    else onPick(item.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && found.length > 0) setPlace((at + step + found.length) % found.length)
    else if (event.key === 'Enter') pick(found[at])
    else return
    event.preventDefault()
  }
  const type = (text: string) => {
    setQuery(text)
    setPlace(0)
  }
  const active = found[at] ? `${list}-${at}` : undefined
  return { list, query, type, found, at, setPlace, pick, onKeyDown, active }
}

/** The list itself, for a panel of the caller's own. */
export function PickList(props: ListProps & { onClose(): void }) {
  const { label, plain, emptyText, header } = props
  const { list, query, type, found, at, setPlace, pick, onKeyDown, active } = usePicking(props)
  const focus = plain
    ? { ...ownEscape, tabIndex: 0, 'data-autofocus': true, 'aria-activedescendant': active, onKeyDown }
    : {}
  return (
    <>
      {header}
      {plain ? null : (
        <input
          data-autofocus
          {...ownEscape}
          className={classes.input}
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={active}
          aria-label={label}
          placeholder={label}
          value={query}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      )}
      <ul id={list} role="listbox" aria-label={label} className={classes.list} {...focus}>
        {found.map((item, index) => (
          <Option
            key={item.id}
            item={item}
            id={`${list}-${index}`}
            current={index === at}
            onPoint={() => setPlace(index)}
            onPick={() => pick(item)}
          />
        ))}
      </ul>
      {found.length === 0 && emptyText ? <p className={classes.empty}>{emptyText}</p> : null}
    </>
  )
}

/** A short list to choose from, with a field to narrow it down; hands may stay on the keyboard. */
export function PickMenu({ children, opened, onOpened, side, width = 260, ...list }: Props) {
  const around = useRef<HTMLSpanElement>(null)
  const anchor = useCallback(() => around.current?.firstElementChild ?? undefined, [])
  const close = () => onOpened(false)
  return (
    <>
      <span ref={around} style={{ display: 'contents' }}>
        {children}
      </span>
      {opened ? (
        <Panel anchor={anchor} label={list.label} side={side ?? 'bottom-start'} width={width} onClose={close}>
          <PickList {...list} onClose={close} />
        </Panel>
      ) : null}
    </>
  )
}
