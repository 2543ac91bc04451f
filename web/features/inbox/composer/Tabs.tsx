import { Lock, Reply } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import classes from './Composer.module.css'
import type { Mode } from './drafts.ts'

const modes = ['reply', 'note'] as const satisfies Mode[]

interface Props {
  mode: Mode
  canReply: boolean
  onMode(mode: Mode): void
}

/** Chooses between an answer to the customer and a note for colleagues. */
export function Tabs({ mode, canReply, onMode }: Props) {
  const { t } = useTranslation('inbox')
  return (
    <div className={classes.tabs} role="group" aria-label={t('composer.kind')}>
      {modes.map((one) => (
        <button
          key={one}
          type="button"
          className={classes.tab}
          aria-pressed={one === mode}
          disabled={one === 'reply' && !canReply}
          onClick={() => onMode(one)}
        >
          {one === 'reply' ? <Reply size={14} aria-hidden="true" /> : <Lock size={13} aria-hidden="true" />}
          {t(`composer.${one}`)}
        </button>
      ))}
    </div>
  )
}

/** Why there is no answer to be written here. */
export function Archived() {
  const { t } = useTranslation('inbox')
  return <span className={classes.why}>{t('composer.archived')}</span>
}
