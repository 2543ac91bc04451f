import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { linksQuery } from '../../../api/reads/conversation-links.ts'
import classes from './Suggested.module.css'

interface Props {
  conversationId: string
  /** Whose address was opened. */
  openedId: string
}

/** Says that another conversation was opened, which was merged into this one. */
export function CameFrom({ conversationId, openedId }: Props) {
  const { t } = useTranslation('merge')
  const { data, isPending } = useQuery(linksQuery(conversationId))
  if (isPending) return null
  const link = data?.find(({ kind, from }) => kind === 'merge' && from.id === openedId)
  if (link?.undoneAt) return null
  return (
    <p className={classes.came} role="status">
      {link ? t('conversations.cameFrom', { number: link.from.number }) : t('conversations.cameFromSome')}
    </p>
  )
}
