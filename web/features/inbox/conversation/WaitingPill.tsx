import { Hourglass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../api/types.ts'
import { Pill } from '../../../ui/Pill.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Header.module.css'

/** How long the customer has been waiting; nothing when nobody waits. */
export function WaitingPill({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('inbox')
  if (!conversation.waitingSince) return null
  return (
    <span className={classes.waiting}>
      <Pill tone="waiting" icon={<Hourglass size={12} />}>
        {t('header.waiting')} <Time at={conversation.waitingSince} form="since" />
      </Pill>
    </span>
  )
}
