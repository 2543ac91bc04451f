import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { type Post, waitingQuery } from '../../../api/reads/teamwork.ts'
import type { Output } from '../../../api/types.ts'
import { sayDone, sayProblem } from '../../../app/notices/notices.ts'

type Page = Output<'teamwork.listPosts'>

/** Reads notes and announcements, deals with them, takes them down. */
export function usePostWork() {
  const { t } = useTranslation('posts')
  const cache = useQueryClient()
  const read = () => {
    void cache.invalidateQueries({ queryKey: ['posts'] })
    void cache.invalidateQueries({ queryKey: waitingQuery.queryKey })
  }
  const failed = (error: unknown) => {
    read()
    sayProblem(error)
  }
  /** Shows it as it is now wherever it stands; lists are read again behind. */
  const put = (post: Post) => {
    const place = (one: Post) => (one.id === post.id ? post : one)
    cache.setQueriesData<InfiniteData<Page>>(
      { queryKey: ['posts', 'list'] },
      (old) => old && { ...old, pages: old.pages.map((page) => ({ ...page, items: page.items.map(place) })) },
    )
    cache.setQueriesData<Post[]>({ queryKey: ['posts', 'about'] }, (old) => old?.map(place))
    read()
  }
  const sayRead = (post: Post) =>
    call('teamwork.readPost', { params: { postId: post.id }, body: { revision: post.revision } }).then(
      put,
      failed,
    )
  const setDone = (post: Post, done: boolean) =>
    call('teamwork.setPostDone', { params: { postId: post.id }, body: { done } }).then((kept) => {
      put(kept)
      if (done)
        sayDone({
          id: `post ${post.id}`,
          text: t('dealtWith'),
          seconds: 8,
          undo: () =>
            void call('teamwork.setPostDone', { params: { postId: post.id }, body: { done: false } }).then(
              put,
              failed,
            ),
        })
    }, failed)
  const remove = (post: Post) => {
    const params = { postId: post.id }
    call('teamwork.removePost', { params }).then(() => {
      read()
      sayDone({
        id: `post ${post.id}`,
        text: t(`removed.${post.kind}`),
        seconds: 8,
        undo: () => void call('teamwork.restorePost', { params }).then(read, failed),
      })
    }, failed)
  }
  return { sayRead, setDone, remove, read }
}
