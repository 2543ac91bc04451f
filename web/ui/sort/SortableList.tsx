import { GripVertical } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moved, placeAt } from './move.ts'
import classes from './SortableList.module.css'

interface Props<T> {
  label: string
  items: readonly T[]
  keyOf(item: T): string
  nameOf(item: T): string
  onSort(items: T[]): void
  /** What stands beside the handle. */
  children(item: T, place: number): ReactNode
}

/** Drags with the pointer: rows change places as it passes their middles. */
function useDragging<T>(items: readonly T[], onSort: (items: T[]) => void) {
  const list = useRef<HTMLOListElement>(null)
  const [dragged, setDragged] = useState<number>()
  const rowsBut = (place: number) =>
    [...(list.current?.children ?? [])]
      .filter((_, at) => at !== place)
      .map((row) => row.getBoundingClientRect())
  const start = (place: number) => (event: PointerEvent) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setDragged(place)
  }
  const move = (event: PointerEvent) => {
    if (dragged === undefined) return
    const to = placeAt(event.clientY, rowsBut(dragged))
    if (to === dragged) return
    setDragged(to)
    onSort(moved(items, dragged, to))
  }
  return { list, dragged, start, move, end: () => setDragged(undefined) }
}

/** A list whose order a person sets: by dragging a row's handle, or with the arrow keys while the handle has the focus. */
export function SortableList<T>({ label, items, keyOf, nameOf, onSort, children }: Props<T>) {
  const { t } = useTranslation('ui')
  const { list, dragged, start, move, end } = useDragging(items, onSort)
  const [said, setSaid] = useState('')
  const onKeyDown = (place: number, item: T) => (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const to = place + step
    if (to < 0 || to >= items.length) return
    onSort(moved(items, place, to))
    setSaid(t('sort.moved', { name: nameOf(item), place: to + 1, count: items.length }))
  }
  return (
    <>
      <ol ref={list} className={classes.list} aria-label={label}>
        {items.map((item, place) => (
          <li key={keyOf(item)} className={classes.row} data-dragged={dragged === place || undefined}>
            <button
              type="button"
              className={classes.handle}
              aria-label={t('sort.handle', { name: nameOf(item) })}
              onKeyDown={onKeyDown(place, item)}
              onPointerDown={start(place)}
              onPointerMove={move}
              onPointerUp={end}
              onPointerCancel={end}
            >
              <GripVertical size={16} aria-hidden="true" />
            </button>
            <div className={classes.content}>{children(item, place)}</div>
          </li>
        ))}
      </ol>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  )
}
