import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FilterSearch } from '../filter.ts'
import classes from './ListPane.module.css'

const SaveViewDialog = lazy(() => import('./SaveViewDialog.tsx'))

/** Offers to keep the present filter under a name. */
export function SaveView({ search }: { search: FilterSearch }) {
  const { t } = useTranslation('inbox')
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" className={classes.save} onClick={() => setAsking(true)}>
        {t('save.label')}
      </button>
      <Suspense>
        {asking ? <SaveViewDialog search={search} onClose={() => setAsking(false)} /> : null}
      </Suspense>
    </>
  )
}
