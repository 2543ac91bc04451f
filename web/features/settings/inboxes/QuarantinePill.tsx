import { useQuery } from '@tanstack/react-query'
import { PackageX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { quarantineCountsQuery } from '../../../api/reads/quarantine.ts'
import type { Inbox } from '../../../api/types.ts'
import { Pill } from '../../../ui/Pill.tsx'

/** How much of an inbox could not be taken in; undefined until that is known. */
export function useQuarantined(inbox: Inbox): number | undefined {
  const counts = useQuery(quarantineCountsQuery).data
  return counts && (counts.find(({ inboxId }) => inboxId === inbox.id)?.count ?? 0)
}

/** The same in a word; nothing while all of it was taken in. */
export function QuarantinePill({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('quarantine')
  const count = useQuarantined(inbox) ?? 0
  return count > 0 ? (
    <Pill tone="danger" icon={<PackageX size={13} />}>
      {t('count', { count })}
    </Pill>
  ) : null
}
