import { useQuery } from '@tanstack/react-query'
import { NotebookPen } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Post, postsAboutQuery } from '../../../api/reads/teamwork.ts'
import { useMay } from '../../../app/me.ts'
import type { BesideProps } from '../../../app/shared/beside/section.ts'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { ReadAgain } from '../../../ui/MoreFailed.tsx'
import { aboutOf } from './ConversationsField.tsx'
import { PostCard } from './PostCard.tsx'
import classes from './Posts.module.css'
import { usePostWork } from './use-post-work.ts'

const PostDialog = lazy(() => import('./PostDialog.tsx'))

/** Hand-over notes about the conversation, and a way to write one. */
export default function HandoverSection({ conversation }: BesideProps) {
  const { t } = useTranslation('posts')
  const may = useMay()('conversations.write')
  const query = useQuery(postsAboutQuery(conversation.id))
  const work = usePostWork()
  const [shown, setShown] = useState<{ post: Post | undefined }>()
  const posts = query.data ?? []
  if (!may && posts.length === 0 && !query.isError) return null
  return (
    <Section title={t('title.handover')}>
      {query.isError && !query.data ? (
        <ReadAgain busy={query.isFetching} onRetry={() => void query.refetch()} />
      ) : null}
      {posts.length > 0 ? (
        <ul className={classes.beside} aria-label={t('title.handover')}>
          {posts.map((post) => (
            <PostCard key={post.id} post={post} work={work} onEdit={() => setShown({ post })} />
          ))}
        </ul>
      ) : null}
      {may ? (
        <button type="button" className={classes.addBeside} onClick={() => setShown({ post: undefined })}>
          <NotebookPen size={15} aria-hidden="true" />
          {t('add.handover')}
        </button>
      ) : null}
      <Suspense>
        {shown ? (
          <PostDialog
            kind="handover"
            post={shown.post}
            about={[aboutOf(conversation)]}
            onSaved={work.read}
            onClose={() => setShown(undefined)}
          />
        ) : null}
      </Suspense>
    </Section>
  )
}
