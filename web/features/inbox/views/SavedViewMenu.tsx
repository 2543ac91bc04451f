import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Ellipsis, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { viewsQuery } from '../../../api/reads/desk.ts'
import type { SavedView } from '../../../api/types.ts'
import { useMe } from '../../../app/me.ts'
import { sayDone, sayProblem } from '../../../app/notices/notices.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import classes from './ViewsPane.module.css'

/** What the owner of a saved view can do with it: share it, remove it. */
export function SavedViewMenu({ viewId, name }: { viewId: string; name: string }) {
  const { t } = useTranslation('inbox')
  const { agent } = useMe()
  const queryClient = useQueryClient()
  const [opened, setOpened] = useState(false)
  const view = useQuery(viewsQuery).data?.find((one) => one.id === viewId)
  if (!view || view.ownerId !== agent.id) return null

  const show = (change: (views: SavedView[]) => SavedView[]) =>
    queryClient.setQueryData(viewsQuery.queryKey, (old) => old && change(old))
  const again = () => void queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey })
  const share = () =>
    void call('desk.updateView', { params: { viewId }, body: { shared: !view.shared } })
      .then((saved) => show((views) => views.map((one) => (one.id === viewId ? saved : one))))
      .catch(sayProblem)
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
  return (
    <PickMenu
      plain
      label={label}
      items={() => [
        {
          id: 'share',
          label: view.shared ? t('views.unshare') : t('views.share'),
          icon: <Users size={15} />,
        },
        { id: 'remove', label: t('views.remove'), icon: <Trash2 size={15} /> },
      ]}
      onPick={(id) => (id === 'share' ? share() : remove())}
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
  )
}
