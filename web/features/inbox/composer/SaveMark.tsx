import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Composer.module.css'
import { drafts } from './drafts.ts'

/** Says whether the draft is safe on the server. It alone is drawn when that changes. */
export function SaveMark({ place, empty }: { place: string; empty: boolean }) {
  const { t } = useTranslation('inbox')
  const state = useSyncExternalStore(drafts.subscribe, () => drafts.stateOf(place))
  return (
    <span className={classes.save} aria-live="off">
      {empty ? '' : t(`composer.draft.${state}`)}
    </span>
  )
}
