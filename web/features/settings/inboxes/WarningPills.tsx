import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Inbox } from '../../../api/types.ts'
import { Pill } from '../../../ui/Pill.tsx'

/** What is to be looked at although the connection of an inbox works, each in a word. */
export function WarningPills({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('health')
  return inbox.health.warnings.map((warning) => (
    <Pill key={warning} tone={warning === 'gaps' ? 'danger' : 'waiting'} icon={<TriangleAlert size={13} />}>
      {t(`warning.${warning}`)}
    </Pill>
  ))
}
