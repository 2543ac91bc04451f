import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Message.module.css'

const SourceDialog = lazy(() => import('./SourceDialog.tsx'))

/** Leads to the mail as it came. */
export function SourceLink({ messageId }: { messageId: string }) {
  const { t } = useTranslation('inbox')
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className={classes.link} onClick={() => setOpen(true)}>
        {t('source.show')}
      </button>
      {open ? (
        <Suspense fallback={null}>
          <SourceDialog messageId={messageId} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
