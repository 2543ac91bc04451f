import { useQuery } from '@tanstack/react-query'
import { Check, Eye } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Post, readersQuery } from '../../../api/reads/teamwork.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { ReadAgain } from '../../../ui/MoreFailed.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Posts.module.css'

function Names({ postId }: { postId: string }) {
  const { t } = useTranslation('posts')
  const agents = useAgents()
  const query = useQuery(readersQuery(postId))
  if (query.isPending) return <SkeletonLines lines={3} />
  if (query.isError) return <ReadAgain busy={query.isFetching} onRetry={() => void query.refetch()} />
  const groups = [
    { title: t('readers.missing'), people: query.data.filter(({ readAt }) => readAt === null) },
    { title: t('readers.read'), people: query.data.filter(({ readAt }) => readAt !== null) },
  ]
  return groups.map(({ title, people }) =>
    people.length === 0 ? null : (
      <section key={title} className={classes.readerGroup}>
        <h2 className={classes.readerTitle}>
          {title} <span>{t('readers.count', { count: people.length })}</span>
        </h2>
        <ul>
          {people.map(({ agentId, readAt }) => {
            const name = agents.get(agentId)?.name ?? t('words:someone')
            return (
              <li key={agentId} className={classes.reader}>
                <Avatar name={name} size={18} />
                <span className={classes.readerName}>{name}</span>
                {readAt ? <Time at={readAt} form="day" className={classes.readerAt} /> : null}
              </li>
            )
          })}
        </ul>
      </section>
    ),
  )
}

/** How many have read it, and behind it who has and who has not. */
export function Readers({ post, names }: { post: Post; names: boolean }) {
  const { t } = useTranslation('posts')
  const [opened, setOpened] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const anchor = useCallback(() => button.current ?? undefined, [])
  const { read, readers } = post
  if (readers === 0) return null
  const text = t('readers.of', { read, readers })
  const Icon = read === readers ? Check : Eye
  if (!names)
    return (
      <span className={classes.readers}>
        <Icon size={14} aria-hidden="true" />
        {text}
      </span>
    )
  return (
    <>
      <button
        ref={button}
        type="button"
        className={classes.readers}
        aria-haspopup="dialog"
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <Icon size={14} aria-hidden="true" />
        {text}
      </button>
      {opened ? (
        <Panel
          anchor={anchor}
          label={t('readers.title')}
          side="bottom-end"
          width={280}
          onClose={() => setOpened(false)}
        >
          <div
            className={classes.readersPanel}
            role="group"
            aria-label={t('readers.title')}
            tabIndex={0}
            data-autofocus
          >
            <Names postId={post.id} />
          </div>
        </Panel>
      ) : null}
    </>
  )
}
