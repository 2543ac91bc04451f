import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agent, Conversation, Inbox, Tag } from '../../../api/types.ts'
import { isPlainClick } from '../../../app/shared/PlainLink.tsx'
import { ChannelSign, PriorityIcon, StatusIcon } from '../../../app/shared/signs.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { cx } from '../../../ui/cx.ts'
import { listOf } from '../../../ui/list-of.ts'
import { Dot } from '../../../ui/Pill.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { DueTime } from './DueTime.tsx'
import classes from './Row.module.css'

/** Height of a row in px: two lines and their air. */
export const rowHeight = 64

interface Props {
  row: Conversation
  href: string
  top: number
  current: boolean
  cursor: boolean
  /** Tab leads here; to all other rows it does not. */
  tabStop: boolean
  position: number
  inbox: Inbox | undefined
  assignee: Agent | undefined
  tags: Map<string, Tag>
  onOpen(conversationId: string): void
  onPoint(conversationId: string): void
}

const mostTags = 3

function Marks({ row, tags, assignee }: Pick<Props, 'row' | 'tags' | 'assignee'>) {
  const { t, i18n } = useTranslation('inbox')
  const known = row.tagIds.map((id) => tags.get(id)).filter((tag) => tag !== undefined)
  return (
    <span className={classes.marks}>
      {known.length > 0 ? (
        <span
          className={classes.tags}
          title={listOf(
            known.map((tag) => tag.name),
            i18n.language,
          )}
        >
          {known.slice(0, mostTags).map((tag) => (
            <Dot key={tag.id} colour={tag.colour} />
          ))}
          {known.length > mostTags ? (
            <span className={classes.moreTags}>+{known.length - mostTags}</span>
          ) : null}
        </span>
      ) : null}
      {row.promise?.dueAt ? (
        <DueTime promise={row.promise} />
      ) : row.waitingSince ? (
        <span className={classes.waiting} title={t('list.waitingTitle')}>
          <Time at={row.waitingSince} form="since" />
        </span>
      ) : null}
      {assignee ? <Avatar name={assignee.name} size={18} /> : null}
    </span>
  )
}

/** One conversation in the list: who and when, about what and since when it waits. */
export const Row = memo(function Row({ row, href, top, current, cursor, position, ...rest }: Props) {
  const { t } = useTranslation('inbox')
  const { inbox, assignee, tags, tabStop, onOpen, onPoint } = rest
  const loud = row.priority === 'urgent' || row.priority === 'high'
  return (
    <li className={classes.item} style={{ transform: `translateY(${top}px)` }} aria-posinset={position}>
      <a
        href={href}
        tabIndex={tabStop ? undefined : -1}
        className={cx(classes.row, cursor && classes.cursor, row.waitingSince !== null && classes.waits)}
        aria-current={current ? 'true' : undefined}
        data-conversation={row.id}
        onClick={(event) => {
          if (!isPlainClick(event)) return
          event.preventDefault()
          onOpen(row.id)
        }}
        onPointerEnter={() => onPoint(row.id)}
      >
        <span className={classes.first}>
          {row.waitingSince ? <span className={classes.dot} /> : null}
          <ChannelSign inbox={inbox} className={classes.channel} />
          <span className={classes.customer}>{row.customer.name}</span>
          {loud ? (
            <span title={t(`words:priority.${row.priority}`)} className={classes.sign}>
              <PriorityIcon priority={row.priority} size={14} />
              <span className="visually-hidden">{t(`words:priority.${row.priority}`)}</span>
            </span>
          ) : null}
          {row.status === 'open' ? null : (
            <span title={t(`words:status.${row.status}`)} className={classes.sign}>
              <StatusIcon status={row.status} size={14} />
              <span className="visually-hidden">{t(`words:status.${row.status}`)}</span>
            </span>
          )}
          <Time at={row.lastActivityAt} className={classes.time} />
        </span>
        <span className={classes.second}>
          <span className={classes.words}>
            <span className={classes.subject}>{row.subject}</span>
            <span className={classes.preview}>{row.preview}</span>
          </span>
          <Marks row={row} tags={tags} assignee={assignee} />
        </span>
      </a>
    </li>
  )
})
