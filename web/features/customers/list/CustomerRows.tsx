import { useVirtualizer } from '@tanstack/react-virtual'
import { MessageSquare } from 'lucide-react'
import { memo, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../../api/types.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { cx } from '../../../ui/cx.ts'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './CustomerRows.module.css'
import { useRowKeys } from './use-row-keys.ts'

const rowHeight = 56
const nearEnd = 20

interface RowProps {
  customer: Customer
  top: number
  index: number
}

const Row = memo(function Row({ customer, top, index }: RowProps) {
  const { t, i18n } = useTranslation('customers')
  const { name, kana, email, phone, conversationCount, createdAt, lastSeenAt } = customer
  const unheard = conversationCount === 0 && (lastSeenAt ?? createdAt) === createdAt
  return (
    <li className={classes.item} style={{ transform: `translateY(${top}px)` }}>
      <PlainLink href={`/customers/${customer.id}`} className={classes.row} data-row={index}>
        <Avatar name={name} size={32} plain className={classes.face} />
        <span className={classes.names}>
          <span className={classes.name}>{name}</span>
          {kana ? <span className={classes.kana}>{kana}</span> : null}
        </span>
        <span className={cx(classes.address, !email && classes.none)}>{email ?? t('none')}</span>
        <span className={cx(classes.phone, !phone && classes.none)}>{phone ?? t('none')}</span>
        <span className={classes.count}>
          <MessageSquare size={12} aria-hidden="true" />
          <span aria-hidden="true">{conversationCount.toLocaleString(i18n.language)}</span>
          <span className="visually-hidden">{t('contacts', { count: conversationCount })}</span>
        </span>
        <span className={classes.seen}>
          {/* The moment by which the list is sorted: who never wrote stands where they were added. */}
          {unheard ? `${t('added')} ` : <span className="visually-hidden">{t('column.seen')} </span>}
          <Time at={lastSeenAt ?? createdAt} />
        </span>
      </PlainLink>
    </li>
  )
})

interface Props {
  rows: readonly Customer[]
  /** What is shown belongs to the words before; the new ones are on their way. */
  old: boolean
  onEnd(): void
  /** What stands below the last one. */
  children?: ReactNode
}

/** The customers that are in sight, out of any number. */
export function CustomerRows({ rows, old, onEnd, children }: Props) {
  const { t } = useTranslation('customers')
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- the virtualiser draws by itself; nothing here is compiled
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 10,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows.length - nearEnd) onEnd()
  }, [last, rows.length, onEnd])
  useRowKeys({ scroller, count: rows.length, show: (index) => virtual.scrollToIndex(index) })
  return (
    <div ref={scroller} className={classes.scroller} aria-busy={old}>
      <div className={classes.heads} aria-hidden="true">
        <span>{t('column.name')}</span>
        <span className={classes.address}>{t('column.email')}</span>
        <span className={classes.phone}>{t('column.phone')}</span>
        <span className={classes.count}>{t('column.contacts')}</span>
        <span className={classes.seen}>{t('column.seen')}</span>
      </div>
      <ul className={cx(classes.rows, old && classes.old)} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const customer = rows[item.index]
          return customer ? (
            <Row key={customer.id} customer={customer} top={item.start} index={item.index} />
          ) : null
        })}
      </ul>
      {children}
    </div>
  )
}
