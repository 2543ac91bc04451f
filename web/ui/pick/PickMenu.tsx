import { Popover, type PopoverProps } from '@mantine/core'
import { Check, Plus } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { cx } from '../cx.ts'
import { findItems, type PickItem } from './find-items.ts'
import classes from './PickMenu.module.css'

interface Props {
  /** What is chosen here: the name of the list and the hint in its field. */
  label: string
  items: readonly PickItem[]
  onPick(id: string): void
  opened: boolean
  onOpened(opened: boolean): void
  /** A short list that needs no field to narrow it down. */
  plain?: boolean
  /** Several may be chosen: the list stays open. */
  multiple?: boolean
  /** Offers to make what was typed when nothing has that name. */
  create?: { text(query: string): string; run(query: string): void }
  /** Said when nothing fits what was typed. */
  emptyText?: string
  header?: ReactNode
  position?: PopoverProps['position']
  width?: number
  /** The button that opens it. */
  children: ReactNode
}

const isComposing = (event: KeyboardEvent) => event.nativeEvent.isComposing || event.keyCode === 229
const creation = ' create'

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
      {item.chosen ? <Check size={15} className={classes.check} aria-hidden="true" /> : null}
    </li>
  )
}

/** What is offered for the words typed so far, and what the keys do with it. */
function usePicking({ items, onPick, onOpened, multiple, create }: Props) {
  const list = useId()
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(0)
  const found = findItems(items, query)
  const q = query.trim()
  if (create && q !== '' && !items.some((item) => item.label === q)) {
    found.push({ id: creation, label: create.text(q), icon: <Plus size={15} /> })
  }
  const at = Math.min(place, found.length - 1)
  const pick = (item: PickItem | undefined) => {
    if (!item) return
    if (multiple) setQuery('')
    else onOpened(false)
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
  return {
    list,
    query,
    type,
    found,
    at,
    setPlace,
    pick,
    onKeyDown,
    active: found[at] ? `${list}-${at}` : undefined,
  }
}

function Content(props: Props) {
  const { label, plain, emptyText, header } = props
  const { list, query, type, found, at, setPlace, pick, onKeyDown, active } = usePicking(props)
  const focus = plain
    ? { tabIndex: 0, 'data-autofocus': true, 'aria-activedescendant': active, onKeyDown }
    : {}
  return (
    <>
      {header}
      {plain ? null : (
        <input
          data-autofocus
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
export function PickMenu(props: Props) {
  const { children, width = 260, position = 'bottom-start', opened, onOpened, label } = props
  return (
    <Popover
      opened={opened}
      onChange={onOpened}
      position={position}
      width={width}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown p={0} aria-label={label}>
        <Content {...props} />
      </Popover.Dropdown>
    </Popover>
  )
}
