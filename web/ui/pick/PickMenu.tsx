import { Popover } from '@mantine/core'
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
  /** Several may be chosen: the list stays open. */
  multiple?: boolean
  /** Offers to make what was typed when nothing has that name. */
  create?: { text(query: string): string; run(query: string): void }
  emptyText: string
  /** The button that opens it. */
  children: ReactNode
  width?: number
}

const isComposing = (event: KeyboardEvent) => event.nativeEvent.isComposing || event.keyCode === 229

function Options({ list, label, items, at, onPoint, onPick }: ListProps) {
  return (
    <ul id={list} role="listbox" aria-label={label} className={classes.list}>
      {items.map((item, index) => (
        <li
          key={item.id}
          id={`${list}-${index}`}
          role="option"
          aria-selected={index === at}
          aria-checked={item.chosen}
          className={cx(classes.option, item.apart && classes.apart)}
          ref={(element) => {
            if (index === at) element?.scrollIntoView({ block: 'nearest' })
          }}
          onPointerMove={() => onPoint(index)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(item)}
        >
          {item.icon ? <span className={classes.icon}>{item.icon}</span> : null}
          <span className={classes.name}>{item.label}</span>
          {item.detail ? <span className={classes.detail}>{item.detail}</span> : null}
          {item.chosen ? <Check size={15} className={classes.check} aria-hidden="true" /> : null}
        </li>
      ))}
    </ul>
  )
}

interface ListProps {
  list: string
  label: string
  items: PickItem[]
  at: number
  onPoint(index: number): void
  onPick(item: PickItem): void
}

const creation = ' create'

function Content({ label, items, onPick, onOpened, multiple, create, emptyText }: Omit<Props, 'children'>) {
  const list = useId()
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(0)
  const found = findItems(items, query)
  const q = query.trim()
  const missing = create && q !== '' && !items.some((item) => item.label === q)
  if (missing) found.push({ id: creation, label: create.text(q), icon: <Plus size={15} /> })
  const at = Math.min(place, found.length - 1)

  const pick = (item: PickItem | undefined) => {
    if (!item) return
    if (item.id === creation) create?.run(q)
    else onPick(item.id)
    if (multiple) setQuery('')
    else onOpened(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && found.length > 0) setPlace((at + step + found.length) % found.length)
    else if (event.key === 'Enter') pick(found[at])
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        data-autofocus
        className={classes.input}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={found[at] ? `${list}-${at}` : undefined}
        aria-label={label}
        placeholder={label}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setPlace(0)
        }}
        onKeyDown={onKeyDown}
      />
      <Options list={list} label={label} items={found} at={at} onPoint={setPlace} onPick={pick} />
      {found.length === 0 ? <p className={classes.empty}>{emptyText}</p> : null}
    </>
  )
}

/** A short list with a field to narrow it down; hands may stay on the keyboard. */
export function PickMenu({ children, width = 260, ...content }: Props) {
  return (
    <Popover
      opened={content.opened}
      onChange={content.onOpened}
      position="bottom-start"
      width={width}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown p={0} aria-label={content.label}>
        <Content {...content} />
      </Popover.Dropdown>
    </Popover>
  )
}
