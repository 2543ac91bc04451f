import { Code, Download } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sourceAddress } from '../../../../api/reads/quarantine.ts'
import { IconButton } from '../../../../ui/IconButton.tsx'
import quarantine from '../Quarantine.module.css'

const ArrivalSource = lazy(() => import('./ArrivalSource.tsx'))

/** What can be looked at of something that came in: its source as text, and as a file. */
export function ArrivalActs({ arrivalId }: { arrivalId: string }) {
  const { t } = useTranslation('health')
  const [shown, setShown] = useState(false)
  return (
    <>
      <IconButton label={t('source.show')} onClick={() => setShown(true)}>
        <Code size={16} aria-hidden="true" />
      </IconButton>
      <a
        className={quarantine.source}
        href={sourceAddress(arrivalId)}
        download
        title={t('quarantine:source')}
        aria-label={t('quarantine:source')}
      >
        <Download size={16} aria-hidden="true" />
      </a>
      {shown ? (
        <Suspense fallback={null}>
          <ArrivalSource arrivalId={arrivalId} onClose={() => setShown(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
