import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mergesQuery } from '../../../api/reads/customer-merges.ts'
import classes from './Suggested.module.css'

interface Props {
  customerId: string
  /** Whose address was opened. */
  openedId: string
}

/** Says that somebody else was opened, who was merged into this customer. */
export function CameFrom({ customerId, openedId }: Props) {
  const { t } = useTranslation('merge')
  const { data, isPending } = useQuery(mergesQuery(customerId))
  if (isPending) return null
  // Whoever came by way of others stands in their history.
  const name = data?.find(({ merged, undoneAt }) => merged.id === openedId && !undoneAt)?.merged.name
  return (
    <p className={classes.came} role="status">
      <span>{name ? t('customers.cameFrom', { name }) : t('customers.cameFromSomebody')}</span>
      <Link to="/customers/$customerId" params={{ customerId }} search={{ show: 'history' }} replace>
        {t('customers.seeHistory')}
      </Link>
    </p>
  )
}
