import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { viewsQuery } from '../../../api/reads/desk.ts'
import type { Request, SavedView } from '../../../api/types.ts'
import { sayDone, sayProblem } from '../../../app/notices/notices.ts'
import { moveView } from './order-views.ts'

/** Changes saved views: shown at once, put back with a word when the server refuses. */
export function useViewWork() {
  const { t } = useTranslation('inbox')
  const queryClient = useQueryClient()
  const show = (change: (views: SavedView[]) => SavedView[]) =>
    queryClient.setQueryData(viewsQuery.queryKey, (old) => old && change(old))
  const again = () => void queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })
  // Put back here: fetched again, it would stay changed while there is no connection.
  const putBack = (before: readonly SavedView[]) =>
    show((all) => {
      const ids = new Set(before.map(({ id }) => id))
      return [...all.filter(({ id }) => !ids.has(id)), ...before]
    })

  const keep = async (viewId: string, body: Request<'desk.updateView'>['body']) => {
    const saved = await call('desk.updateView', { params: { viewId }, body })
    show((all) => all.map((one) => (one.id === viewId ? saved : one)))
  }
  const move = (views: readonly SavedView[], viewId: string, step: 1 | -1) => {
    const moved = moveView(views, viewId, step)
    show((all) => all.map((one) => moved.find(({ id }) => id === one.id) ?? one))
    Promise.all(moved.map(({ id, position }) => keep(id, { position }))).catch((error: unknown) => {
      putBack(views.filter(({ id }) => moved.some((one) => one.id === id)))
      again()
      sayProblem(error)
    })
  }
  const remove = (view: SavedView) => {
    const { id: viewId, name, shared, filter } = view
    const bringBack = () =>
      void call('desk.createView', { body: { name, shared, filter: filter as never } })
        .catch(sayProblem)
        .finally(again)
    show((views) => views.filter((one) => one.id !== viewId))
    call('desk.deleteView', { params: { viewId } }).then(
      () => {
        sayDone({
          id: `view ${viewId}`,
          text: t('views.removed', { name }),
          seconds: 8,
          undo: bringBack,
        })
      },
      (error: unknown) => {
        putBack([view])
        sayProblem(error)
      },
    )
  }
  return { keep, move, remove }
}
