import { Check, CircleCheck, Pencil, RotateCcw, Trash2, UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Post } from '../../../api/reads/teamwork.ts'
import { useMay } from '../../../app/me.ts'
import { useAgents, useTeams } from '../../../app/shared/directory.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { StatusIcon } from '../../../app/shared/signs.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { linkify } from '../../../ui/linkify.ts'
import { listOf } from '../../../ui/list-of.ts'
import { Pill } from '../../../ui/Pill.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { useNow } from '../../../ui/time/clock.ts'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Posts.module.css'
import { Readers } from './Readers.tsx'
import type { usePostWork } from './use-post-work.ts'

function Body({ text }: { text: string }) {
  return (
    <p className={classes.body}>
      {linkify(text).map(({ text: words, href }, at) =>
        href ? (
          <a key={at} href={href} target="_blank" rel="noopener noreferrer">
            {words}
          </a>
        ) : (
          words
        ),
      )}
    </p>
  )
}

function Conversations({ post }: { post: Post }) {
  const { t } = useTranslation('posts')
  const agents = useAgents()
  if (post.conversations.length === 0) return null
  return (
    <ul className={classes.linked} aria-label={t('conversations')}>
      {post.conversations.map((one) => {
        const holder = one.assigneeId ? agents.get(one.assigneeId)?.name : undefined
        return (
          <li key={one.id}>
            <PlainLink href={`/inbox/${one.id}?status=any`} className={classes.link}>
              <span title={t(`words:status.${one.status}`)} style={{ display: 'flex' }}>
                <StatusIcon status={one.status} size={14} />
                <span className="visually-hidden">{t(`words:status.${one.status}`)}</span>
              </span>
              <span className={classes.linkName}>
                {one.customer} · {one.subject || t('words:noSubject')} #{one.number}
              </span>
              {holder ? <Avatar name={holder} size={18} /> : null}
            </PlainLink>
          </li>
        )
      })}
    </ul>
  )
}

function Head({ post }: { post: Post }) {
  const { t, i18n } = useTranslation('posts')
  const author = useAgents().get(post.authorId)?.name ?? t('words:someone')
  const teams = useTeams()
  const now = useNow()
  const names = post.teamIds?.map((id) => teams.get(id)?.name ?? t('words:deleted.team'))
  return (
    <div className={classes.head}>
      <Avatar name={author} size={22} />
      <span className={classes.author}>{author}</span>
      <Time at={post.createdAt} form="day" className={classes.at} />
      {post.editedAt ? (
        <span className={classes.at}>
          {t('edited')} <Time at={post.editedAt} form="day" />
        </span>
      ) : null}
      {post.mustRead ? <Pill tone="danger">{t('mustRead')}</Pill> : null}
      {names ? <Pill icon={<UsersRound size={12} />}>{listOf(names, i18n.language)}</Pill> : null}
      {post.expiresAt ? (
        <span className={classes.at}>
          {t(Date.parse(post.expiresAt) > now ? 'until' : 'ended')} <Time at={post.expiresAt} form="day" />
        </span>
      ) : null}
    </div>
  )
}

interface Props {
  post: Post
  work: ReturnType<typeof usePostWork>
  onEdit(): void
}

/** One note or announcement: what it says, for whom, who has read it, and what to do with it. */
export function PostCard({ post, work, onEdit }: Props) {
  const { t } = useTranslation('posts')
  const may = useMay()
  const agents = useAgents()
  const unread = post.asked && post.readAt === null && post.doneAt === null
  const isHandover = post.kind === 'handover'
  return (
    <li className={classes.card} data-unread={unread || undefined} aria-label={post.title || undefined}>
      <Head post={post} />
      {post.title ? <h2 className={classes.title}>{post.title}</h2> : null}
      {post.body === '' ? <p className={classes.erased}>{t('erased')}</p> : <Body text={post.body} />}
      <Conversations post={post} />
      <div className={classes.foot}>
        {unread ? (
          <SmallButton primary icon={<Check size={15} />} onClick={() => void work.sayRead(post)}>
            {t('read')}
          </SmallButton>
        ) : null}
        {isHandover && may('conversations.write') ? (
          <SmallButton
            icon={post.doneAt ? <RotateCcw size={15} /> : <CircleCheck size={15} />}
            onClick={() => void work.setDone(post, post.doneAt === null)}
          >
            {t(post.doneAt ? 'undone' : 'done')}
          </SmallButton>
        ) : null}
        {post.doneAt ? (
          <span className={classes.at}>
            {t('doneBy', { name: agents.get(post.doneBy ?? '')?.name ?? t('words:someone') })}{' '}
            <Time at={post.doneAt} form="day" />
          </span>
        ) : post.readAt ? (
          <span className={classes.at}>
            {t('readAt')} <Time at={post.readAt} form="day" />
          </span>
        ) : null}
        <span className={classes.end}>
          <Readers post={post} names={isHandover || post.mayChange} />
          {post.mayChange ? (
            <>
              <IconButton small label={t(`edit.${post.kind}`)} onClick={onEdit}>
                <Pencil size={14} />
              </IconButton>
              <IconButton small label={t(`remove.${post.kind}`)} onClick={() => work.remove(post)}>
                <Trash2 size={14} />
              </IconButton>
            </>
          ) : null}
        </span>
      </div>
    </li>
  )
}
