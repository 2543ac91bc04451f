import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import { noticesCountQuery, noticesKey } from '../../api/reads/notices.ts'
import type { Notice } from '../../api/types.ts'
import { sayDone, sayProblem } from '../../app/notices/notices.ts'

type Pages = InfiniteData<{ items: Notice[]; next: string | null }>

const undoFor = 8

/** Marks what the person was told as read or unread: shown at once, and taken back where the server refuses. */
export function useMarking() {
  const { t } = useTranslation('notices')
  const cache = useQueryClient()
  const show = (changes: (row: Notice) => boolean, read: boolean) =>
    cache.setQueriesData<Pages>(
      { queryKey: noticesKey },
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((row) => (changes(row) ? { ...row, read } : row)),
          })),
        },
    )
  const send = async (body: { ids?: string[]; upTo?: string; read: boolean }): Promise<string[]> => {
    try {
      const { ids, unread } = await call('notifications.markNotices', { body })
      cache.setQueryData(noticesCountQuery.queryKey, { unread })
      return ids
    } catch (error) {
      sayProblem(error)
      void cache.invalidateQueries({ queryKey: noticesKey })
      return []
    }
  }
  const mark = (ids: string[], read: boolean) => {
    show(({ id }) => ids.includes(id), read)
    return send({ ids, read })
  }
  /** Everything up to the newest that was seen; what comes meanwhile stays unread. */
  const markAll = async (newestId: string) => {
    show(() => true, true)
    const ids = await send({ upTo: newestId, read: true })
    if (ids.length === 0) return
    sayDone({
      id: 'notices read',
      text: t('allReadDone', { count: ids.length }),
      seconds: undoFor,
      undo: () => void mark(ids, false).then(() => cache.invalidateQueries({ queryKey: noticesKey })),
    })
  }
  return { mark, markAll }
}
