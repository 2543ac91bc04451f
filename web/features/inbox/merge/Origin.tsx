import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { GitMerge } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { linksQuery } from '../../../api/reads/conversation-links.ts'

interface Props {
  /** The merged conversation that the message came with. */
  homeId: string
  className: string | undefined
}

/** Says of a message that it came with another conversation, which was merged into this one. */
export function Origin({ homeId, className }: Props) {
  const { t } = useTranslation('merge')
  const { conversationId } = useParams({ from: '/shell/inbox/$conversationId' })
  const links = useQuery(linksQuery(conversationId)).data
  const from = links?.find((link) => link.kind === 'merge' && link.from.id === homeId)?.from
  return from ? (
    <span className={className} title={from.subject || undefined}>
      <GitMerge size={12} aria-hidden="true" />
      {t('conversations.from', { number: from.number })}
    </span>
  ) : null
}
