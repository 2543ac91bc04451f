import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowUp } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../api/types.ts'
import { useAgents, useInboxes, useTags } from '../../../app/shared/directory.tsx'
import { Row, rowHeight } from './Row.tsx'
import classes from './RowList.module.css'
import { useAnchor } from './use-anchor.ts'
import { useHeldRows } from './use-held-rows.ts'
import { useHolding } from './use-holding.ts'
import { useListCursor } from './use-list-cursor.ts'
import { useTabStop } from './use-tab-stop.ts'

interface Props {
  rows: readonly Conversation[]
  openId: string | undefined
  /** Address of a conversation under the present filter. */
  hrefOf(conversationId: string): string
  onOpen(conversationId: string): void
  onPoint(conversationId: string): void
  /** The end of what is loaded is near. */
  onEnd(): void
  /** What stands below the last row. */
  below: ReactNode
  label: string
}

const nearEnd = 15

function News({ news, onShow }: { news: number; onShow(): void }) {
  const { t } = useTranslation('inbox')
  const text = news > 0 ? t('list.news', { count: news }) : ''
  return (
    <>
      {news > 0 ? (
        <button type="button" className={classes.news} onClick={onShow}>
          <ArrowUp size={13} aria-hidden="true" />
          {text}
        </button>
      ) : null}
      <div className="visually-hidden" role="status">
        {text}
      </div>
    </>
  )
}

/** The rows that are in sight, out of any number. The cursor follows them in the order in which they are shown. */
export function RowList({ rows, openId, onEnd, below, label, ...row }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const [scrolled, setScrolled] = useState(false)
  const { pointing, onPointerMove, onPointerLeave } = useHolding()
  const holding = scrolled || pointing
  const shown = useHeldRows(rows, holding)
  const cursorId = useListCursor({ rows: shown.rows, openId, onOpen: row.onOpen })
  const agents = useAgents()
  const inboxes = useInboxes()
  const tags = useTags()
  const virtual = useVirtualizer({
    count: shown.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => shown.rows[index]?.id ?? index,
    overscan: 8,
  })
  useAnchor(virtual, shown.rows)
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= shown.rows.length - nearEnd) onEnd()
  }, [last, shown.rows.length, onEnd])

  // The row under the cursor, or the open one, comes into sight; not when rows merely move.
  const wanted = openId ?? cursorId
  const idAt = (index: number) => shown.rows[index]?.id ?? ''
  const drawn = items.map(({ index }) => idAt(index))
  const { stopId, keys } = useTabStop(drawn, idAt(virtual.range?.startIndex ?? 0), wanted)
  useEffect(() => {
    const index = shown.rows.findIndex((one) => one.id === wanted)
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
    // oxlint-disable-next-line react/exhaustive-deps -- only a new cursor scrolls
  }, [wanted])

  return (
    <div className={classes.frame}>
      <News
        news={shown.news}
        onShow={() => {
          setScrolled(false)
          onPointerLeave()
          scroller.current?.scrollTo({ top: 0 })
        }}
      />
      <div
        ref={scroller}
        className={classes.scroller}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop > rowHeight / 2)}
        onPointerMove={onPointerMove}
        onPointerLeave={onPointerLeave}
      >
        <ul
          className={classes.rows}
          data-moving={!holding || undefined}
          style={{ height: virtual.getTotalSize() }}
          aria-label={label}
          {...keys}
        >
          {items.map((item) => {
            const one = shown.rows[item.index]
            return one ? (
              <Row
                key={one.id}
                row={one}
                href={row.hrefOf(one.id)}
                top={item.start}
                position={item.index + 1}
                current={one.id === openId}
                cursor={one.id === cursorId && openId === undefined}
                tabStop={one.id === stopId}
                inbox={inboxes.get(one.inboxId)}
                assignee={one.assigneeId ? agents.get(one.assigneeId) : undefined}
                tags={tags}
                onOpen={row.onOpen}
                onPoint={row.onPoint}
              />
            ) : null
          })}
        </ul>
        {below}
      </div>
    </div>
  )
}
