import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { viewsQuery } from '../../../api/reads/desk.ts'
import { useMe } from '../../../app/me.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { filterOf, type FilterSearch } from '../filter.ts'
import type { ViewLine } from '../views/use-views.ts'
import classes from './ListPane.module.css'

const SaveViewDialog = lazy(() => import('./SaveViewDialog.tsx'))

/** Keeps the present filter as that of the saved view that it began with; only its owner can. */
function Overwrite({ search, view }: { search: FilterSearch; view: ViewLine }) {
  const { t } = useTranslation('inbox')
  const { agent } = useMe()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const saved = useQuery(viewsQuery).data?.find((one) => one.id === search.saved)
  if (!saved || saved.ownerId !== agent.id) return null
  const save = () => {
    setBusy(true)
    call('desk.updateView', { params: { viewId: saved.id }, body: { filter: filterOf(search) } })
      .then((now) => {
        queryClient.setQueryData(viewsQuery.queryKey, (old) =>
          old?.map((one) => (one.id === now.id ? now : one)),
        )
        say(t('save.overwritten', { name: view.name }))
      }, sayProblem)
      .finally(() => setBusy(false))
  }
  return (
    <button type="button" className={classes.save} disabled={busy} onClick={save}>
      {t('save.overwrite')}
    </button>
  )
}

interface Props {
  search: FilterSearch
  /** The saved view that this filter began with, when it is another now. */
  changed: ViewLine | undefined
}

/** Offers to keep the present filter: under a name, or as the view that it began with. */
export default function SaveView({ search, changed }: Props) {
  const { t } = useTranslation('inbox')
  const [asking, setAsking] = useState(false)
  return (
    <>
      {changed ? <Overwrite search={search} view={changed} /> : null}
      <button type="button" className={classes.save} onClick={() => setAsking(true)}>
        {changed ? t('save.asNew') : t('save.label')}
      </button>
      <Suspense>
        {asking ? <SaveViewDialog search={search} onClose={() => setAsking(false)} /> : null}
      </Suspense>
    </>
  )
}
