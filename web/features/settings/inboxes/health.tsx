import { Archive, CircleCheck, CircleDashed, CirclePause, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Inbox } from '../../../api/types.ts'
import { Pill } from '../../../ui/Pill.tsx'
import { inLanguage } from './schema/view.ts'

/** What is known of an inbox's connection; where there is none to check, being there is being well. */
export const healthOf = ({ health }: Inbox, checkable: boolean): Inbox['health']['state'] | 'open' =>
  health.state === 'unknown' && !checkable ? 'open' : health.state

/** How the connection of an inbox is, in a word. */
export function HealthPill({ inbox, checkable }: { inbox: Inbox; checkable: boolean }) {
  const { t } = useTranslation('settings')
  if (inbox.state === 'archived') return <Pill icon={<Archive size={13} />}>{t('health.archived')}</Pill>
  if (inbox.state === 'paused')
    return (
      <Pill tone="pending" icon={<CirclePause size={13} />}>
        {t('health.paused')}
      </Pill>
    )
  const state = healthOf(inbox, checkable)
  if (state === 'failing')
    return (
      <Pill tone="danger" icon={<TriangleAlert size={13} />}>
        {t('health.failing')}
      </Pill>
    )
  return state === 'ok' || state === 'open' ? (
    <Pill tone="resolved" icon={<CircleCheck size={13} />}>
      {t(`health.${state}`)}
    </Pill>
  ) : (
    <Pill icon={<CircleDashed size={13} />}>{t('health.unknown')}</Pill>
  )
}

/** Why the connection fails, in words; undefined while it does not. */
export function useHealthReason(inbox: Inbox): string | undefined {
  const { i18n } = useTranslation('settings')
  const { state, reason } = inbox.health
  return state === 'failing' && reason ? inLanguage(reason, i18n.language) : undefined
}
