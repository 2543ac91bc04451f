import { useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Ellipsis, Pencil, Trash2, Users } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { viewsQuery } from '../../../api/reads/desk.ts'
import { useMe } from '../../../app/me.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { useViewWork } from './use-view-work.ts'
import classes from './ViewsPane.module.css'

const RenameView = lazy(() => import('./RenameView.tsx'))

/** What the owner of a saved view can do with it: rename, move, share and remove it. */
export function SavedViewMenu({ viewId, name }: { viewId: string; name: string }) {
  const { t } = useTranslation('inbox')
  const { agent } = useMe()
  const { keep, move, remove } = useViewWork()
  const [opened, setOpened] = useState(false)
  const [renaming, setRenaming] = useState(false)
  const views = useQuery(viewsQuery).data ?? []
  const view = views.find((one) => one.id === viewId)
  if (!view || view.ownerId !== agent.id) return null

  const label = t('views.more', { name })
  const actions: Record<string, () => void> = {
    rename: () => setRenaming(true),
    up: () => move(views, viewId, -1),
    down: () => move(views, viewId, 1),
    share: () => void keep(viewId, { shared: !view.shared }).catch(sayProblem),
    remove: () => remove(view),
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
