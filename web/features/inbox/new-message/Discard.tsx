import { Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'
import { discardDraft } from './discard-draft.ts'
import type { NewMessage } from './use-new-message.ts'

const AskFirst = lazy(async () => ({ default: (await import('../../../ui/AskFirst.tsx')).AskFirst }))

interface Props {
  place: string
  work: NewMessage
  onGone(): void
}

/** Throws away what was begun, after a question; nothing where nothing was. */
export function Discard({ place, work: { empty, letter, files }, onGone }: Props) {
  const { t } = useTranslation('inbox')
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  if (empty && letter.subject === '' && files.uploads.length === 0) return null
  const discard = async () => {
    setBusy(true)
    if (await discardDraft(place, files)) onGone()
    else setBusy(false)
  }
  const label = t('start.discard')
  return (
    <>
      <IconButton label={label} onClick={() => setAsking(true)}>
        <Trash2 size={16} />
      </IconButton>
      {asking ? (
        <Suspense>
          <AskFirst
            danger
            title={t('start.discardAsk')}
            action={label}
            busy={busy}
            onYes={() => void discard()}
            onClose={() => setAsking(false)}
          >
            {t('start.discardText')}
          </AskFirst>
        </Suspense>
      ) : null}
    </>
  )
}
