import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Ellipsis, Pencil, Trash2, Users } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { viewsQuery } from '../../../api/reads/desk.ts'
import type { Request, SavedView } from '../../../api/types.ts'
import { useMe } from '../../../app/me.ts'
import { sayDone, sayProblem } from '../../../app/notices/notices.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { moveView } from './order-views.ts'
import classes from './ViewsPane.module.css'

const RenameView = lazy(() => import('./RenameView.tsx'))

/** What the owner of a saved view can do with it: rename, move, share and remove it. */
export function SavedViewMenu({ viewId, name }: { viewId: string; name: string }) {
  const { t } = useTranslation('inbox')
  const { agent } = useMe()
  const queryClient = useQueryClient()
  const [opened, setOpened] = useState(false)
  const [renaming, setRenaming] = useState(false)
  const views = useQuery(viewsQuery).data ?? []
  const view = views.find((one) => one.id === viewId)
  if (!view || view.ownerId !== agent.id) return null

  const show = (change: (views: SavedView[]) => SavedView[]) =>
    queryClient.setQueryData(viewsQuery.queryKey, (old) => old && change(old))
  const again = () => void queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })
  const keep = async (id: string, body: Request<'desk.updateView'>['body']) => {
    const saved = await call('desk.updateView', { params: { viewId: id }, body })
    show((all) => all.map((one) => (one.id === id ? saved : one)))
  }
  const share = () => void keep(viewId, { shared: !view.shared }).catch(sayProblem)
  const move = (step: 1 | -1) => {
    const moved = moveView(views, viewId, step)
    show((all) => all.map((one) => moved.find(({ id }) => id === one.id) ?? one))
    Promise.all(moved.map(({ id, position }) => keep(id, { position }))).catch((error: unknown) => {
      again()
      sayProblem(error)
    })
  }
  const remove = () => {
    show((views) => views.filter((one) => one.id !== viewId))
    call('desk.deleteView', { params: { viewId } }).then(
      () =>
        sayDone({
          id: `view ${viewId}`,
          text: t('views.removed', { name }),
          seconds: 8,
          undo: () =>
            void call('desk.createView', {
              body: { name, shared: view.shared, filter: view.filter as never },
            })
              .catch(sayProblem)
              .finally(again),
        }),
      (error: unknown) => {
        // Put back here: fetched again, it would stay away while there is no connection.
        show((views) => [...views.filter((one) => one.id !== viewId), view])
        sayProblem(error)
      },
    )
  }
  const label = t('views.more', { name })
  const actions: Record<string, () => void> = {
    rename: () => setRenaming(true),
    up: () => move(-1),
    down: () => move(1),
    share,
    remove,
  }
  return (
    <>
      <PickMenu
        plain
        label={label}
        items={() => [
          { id: 'rename', label: t('views.rename'), icon: <Pencil size={15} /> },
          { id: 'up', label: t('views.up'), icon: <ArrowUp size={15} /> },
          { id: 'down', label: t('views.down'), icon: <ArrowDown size={15} /> },
          {
            id: 'share',
            label: view.shared ? t('views.unshare') : t('views.share'),
            icon: <Users size={15} />,
          },
          { id: 'remove', label: t('views.remove'), icon: <Trash2 size={15} /> },
        ]}
        onPick={(id) => actions[id]?.()}
        opened={opened}
        onOpened={setOpened}
        width={200}
      >
        <IconButton
          small
          label={label}
          className={classes.more}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <Ellipsis size={15} />
        </IconButton>
      </PickMenu>
      <Suspense>
        {renaming ? (
          <RenameView
            name={name}
            save={(next) => keep(viewId, { name: next })}
            onClose={() => setRenaming(false)}
          />
        ) : null}
      </Suspense>
    </>
  )
}
