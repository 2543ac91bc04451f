import {
  AtSign,
  Bell,
  Check,
  CircleDot,
  Eye,
  ListChecks,
  MailX,
  MessageCircleQuestion,
  Reply,
  Stamp,
  Timer,
  TimerOff,
  Undo2,
  UserCheck,
  Users,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../api/types.ts'
import { PlainLink } from '../../app/shared/PlainLink.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Time } from '../../ui/time/Time.tsx'
import classes from './Notices.module.css'

/** What happens is told by its words; the sign helps to find it. Others have the bell. */
const signs: Readonly<Record<string, typeof Bell>> = {
  mentioned: AtSign,
  approval: Stamp,
  approved: Check,
  failed: MailX,
  assigned: UserCheck,
  returned: Undo2,
  replied: Reply,
  followed: Eye,
  team: Users,
  'promise-soon': Timer,
  'promise-broken': TimerOff,
  unanswered: MessageCircleQuestion,
  'task-given': ListChecks,
  'task-overdue': ListChecks,
}

interface Props {
  notice: Notice
  onMark(read: boolean): void
}

/** One row: what happened, with which conversation, and when; it leads there. */
export function NoticeRow({ notice, onMark }: Props) {
  const { t } = useTranslation('notices')
  const { happening, title, conversation, text, href, count, at, read } = notice
  const Sign = signs[happening] ?? Bell
  const about = conversation ? `#${conversation.number} ${conversation.subject}`.trim() : ''
  return (
    <li className={classes.item} data-unread={!read || undefined}>
      <Sign size={18} strokeWidth={1.75} className={classes.sign} aria-hidden="true" />
      <div className={classes.words}>
        <div className={classes.head}>
          <PlainLink href={href} className={classes.name} onClick={() => read || onMark(true)}>
            {read ? null : <span className="visually-hidden">{t('isUnread')} </span>}
            {title}
          </PlainLink>
          {conversation && count > 1 ? (
            <span className={classes.more}>{t('more', { count: count - 1 })}</span>
          ) : null}
          <Time at={at} className={classes.at} />
        </div>
        {about === '' ? null : <p className={classes.about}>{about}</p>}
        {text === '' ? null : <p className={classes.text}>{text}</p>}
      </div>
      <IconButton label={t(read ? 'unread' : 'read')} className={classes.mark} onClick={() => onMark(!read)}>
        {read ? <CircleDot size={16} /> : <Check size={16} />}
      </IconButton>
    </li>
  )
}
