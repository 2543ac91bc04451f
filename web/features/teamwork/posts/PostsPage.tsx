import '../../../ui/styles/dialogs.ts'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Megaphone, NotebookPen, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Post, type PostKind, postsQuery } from '../../../api/reads/teamwork.ts'
import { useMay } from '../../../app/me.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import team from '../Team.module.css'
import { PostCard } from './PostCard.tsx'
import classes from './Posts.module.css'
import { usePostWork } from './use-post-work.ts'

const PostDialog = lazy(() => import('./PostDialog.tsx'))

type Shown = { post: Post | undefined } | undefined

function List({
  kind,
  state,
  onEdit,
}: {
  kind: PostKind
  state: 'current' | 'past'
  onEdit(post: Post): void
}) {
  const { t } = useTranslation('posts')
  const textOf = useProblemText()
  const work = usePostWork()
  const query = useInfiniteQuery(postsQuery(kind, state))
  const posts = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonLines lines={6} />
  if (query.isError && !query.data)
    return (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  if (posts.length === 0) {
    const Icon = kind === 'handover' ? NotebookPen : Megaphone
    return (
      <EmptyState icon={<Icon size={28} strokeWidth={1.5} />} title={t(`empty.${kind}.${state}`)}>
        {state === 'current' ? t(`empty.${kind}.text`) : null}
      </EmptyState>
    )
  }
  return (
    <>
      <ul className={classes.cards} aria-label={t(`title.${kind}`)}>
        {posts.map((post) => (
          <PostCard key={post.id} post={post} work={work} onEdit={() => onEdit(post)} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <MoreButton busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </>
  )
}

/** Hand-over notes, or the announcement board: what holds now, and what was. */
export function PostsPage({ kind }: { kind: PostKind }) {
  const { t } = useTranslation('posts')
  const may = useMay()
  const { read } = usePostWork()
  const [state, setState] = useState<'current' | 'past'>('current')
  const [shown, setShown] = useState<Shown>()
  const mayWrite = may('conversations.write') && (kind === 'handover' || may('announcements.write'))
  return (
    <>
      <div className={classes.top}>
        <select
          className={team.select}
          aria-label={t('which')}
          value={state}
          onChange={(event) => setState(event.currentTarget.value === 'past' ? 'past' : 'current')}
        >
          {(['current', 'past'] as const).map((one) => (
            <option key={one} value={one}>
              {t(`state.${kind}.${one}`)}
            </option>
          ))}
        </select>
        {mayWrite ? (
          <Button leftSection={<Plus size={16} />} onClick={() => setShown({ post: undefined })}>
            {t(`add.${kind}`)}
          </Button>
        ) : null}
      </div>
      <List key={`${kind} ${state}`} kind={kind} state={state} onEdit={(post) => setShown({ post })} />
      <Suspense>
        {shown ? (
          <PostDialog kind={kind} post={shown.post} onSaved={read} onClose={() => setShown(undefined)} />
        ) : null}
      </Suspense>
    </>
  )
}
