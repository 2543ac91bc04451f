import { measureElement, type Rect, useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayName } from '../../../ui/time/format.ts'
import { useNow } from '../../../ui/time/clock.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { ChangeLines } from './ChangeLines.tsx'
import { MessageItem } from './MessageItem.tsx'
import { OutgoingItem } from './OutgoingItem.tsx'
import classes from './Timeline.module.css'
import type { TimelineItem } from './timeline-items.ts'
import { useAtEnd } from './use-at-end.ts'

const lineHeight = 24
const padding = 16

/** What was measured: items that come back into sight stand at once where they will stay. */
const heights = new Map<string, number>()
let frame: Rect = { width: 0, height: 0 }

/** The height of an item in px as it was seen last, or a guess before it is measured. */
function estimate(item: TimelineItem | undefined): number {
  if (!item) return 60
  const known = heights.get(item.key)
  if (known !== undefined) return known
  if (item.type === 'day') return 44
  if (item.type === 'changes') return 12 + item.changes.length * 24
  const text = item.type === 'message' ? item.message.text : item.outgoing.text
  const lines = text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 38), 0)
  return 56 + Math.min(lines, 60) * lineHeight
}

function Item({ item, found }: { item: TimelineItem; found: boolean }) {
  const time = useTimeSettings()
  const now = useNow()
  switch (item.type) {
    case 'day':
      return (
        <div className={classes.day}>
          <span>{dayName(item.at, now, time)}</span>
        </div>
      )
    case 'changes':
      return <ChangeLines changes={item.changes} />
    case 'outgoing':
      return <OutgoingItem outgoing={item.outgoing} />
    default:
      return <MessageItem message={item.message} first={item.first} found={found} />
  }
}

interface Props {
  items: readonly TimelineItem[]
  /** The message that is looked for: scrolled to once it is there, and marked. */
  wantedId: string | undefined
  loadingOlder: boolean
  /** What stands above the oldest one. */
  above: ReactNode
  /** The oldest that is loaded comes into sight. */
  onStart(): void
}

/** The scrolled timeline: only what is in sight is drawn, however long the conversation is. */
export function Scroll({ items, wantedId, loadingOlder, above, onStart }: Props) {
  const { t } = useTranslation('inbox')
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(items[index]),
    getItemKey: (index) => items[index]?.key ?? index,
    measureElement: (element, entry, instance) => {
      const height = measureElement(element, entry, instance)
      const item = items[instance.indexFromElement(element)]
      if (item) heights.set(item.key, height)
      return height
    },
    // The first drawing is the whole one: it knows how much fits and begins at the end.
    initialRect: frame,
    initialOffset: () => items.reduce((sum, item) => sum + estimate(item), 2 * padding - frame.height),
    overscan: 6,
    paddingStart: padding,
    paddingEnd: padding,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: 80,
  })
  useLayoutEffect(() => virtual.scrollToEnd(), [virtual])
  const { atEnd, onScroll } = useAtEnd(scroller, () => virtual.scrollToEnd({ behavior: 'auto' }))
  useEffect(() => () => void (frame = virtual.scrollRect ?? frame), [virtual])
  const wantedAt = wantedId === undefined ? -1 : items.findIndex((item) => item.key === wantedId)
  const isThere = wantedAt >= 0
  useEffect(() => {
    if (isThere) virtual.scrollToIndex(wantedAt, { align: 'center' })
    // oxlint-disable-next-line react/exhaustive-deps -- once: what comes later must not pull the reader back
  }, [wantedId, isThere])
  const shown = virtual.getVirtualItems()
  const firstShown = shown[0]?.index ?? 0
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    // Only once the newest has come into sight; before, the first items are in sight for a moment.
    const timer = setTimeout(() => setSettled(true), 250)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (settled && firstShown <= 2) onStart()
  }, [settled, firstShown, onStart])

  return (
    <>
      <div
        ref={scroller}
        className={classes.scroller}
        // A reader of the screen hears what comes, and one without a mouse can scroll.
        role="log"
        aria-label={t('timeline.label')}
        tabIndex={0}
        onScroll={onScroll}
      >
        {above}
        {loadingOlder && !above ? <div className={classes.older}>{t('timeline.loadingOlder')}</div> : null}
        <div className={classes.items} style={{ height: virtual.getTotalSize() }}>
          {shown.map((virtualItem) => {
            const item = items[virtualItem.index]
            return item ? (
              <div
                key={virtualItem.key}
                ref={virtual.measureElement}
                data-index={virtualItem.index}
                className={classes.item}
                style={{ transform: `translateY(${virtualItem.start}px)` }}
              >
                <Item item={item} found={item.key === wantedId} />
              </div>
            ) : null
          })}
        </div>
      </div>
      {atEnd ? null : (
        <button
          type="button"
          className={classes.toEnd}
          aria-label={t('timeline.toEnd')}
          title={t('timeline.toEnd')}
          onClick={() => virtual.scrollToEnd({ behavior: 'auto' })}
        >
          <ArrowDown size={16} />
        </button>
      )}
    </>
  )
}
