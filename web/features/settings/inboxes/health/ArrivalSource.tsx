import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { arrivalSourceQuery } from '../../../../api/reads/inbox-health.ts'
import { useProblemText } from '../../../../app/notices/problem-text.ts'
import { Dialog } from '../../../../ui/Dialog.tsx'
import classes from './Health.module.css'

/** What came in, as text: whatever it holds, nothing of it is shown as a page. */
export default function ArrivalSource({ arrivalId, onClose }: { arrivalId: string; onClose(): void }) {
  const { t } = useTranslation('health')
  const textOf = useProblemText()
  const { data, error } = useQuery(arrivalSourceQuery(arrivalId))
  return (
    <Dialog title={t('source.title')} size={860} onClose={onClose}>
      {error ? <p role="alert">{textOf(error)}</p> : null}
      {data ? (
        <>
          <pre className={classes.source} tabIndex={0} aria-label={t('source.title')}>
            {data.text}
          </pre>
          {data.cut ? <p className={classes.note}>{t('source.cut')}</p> : null}
        </>
      ) : null}
    </Dialog>
  )
}
