import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mergesQuery } from '../../../api/reads/customer-merges.ts'
import classes from './Merges.module.css'

/** Whom a merge in the history was about; not said where the other one is a stranger to the reader again. */
export function MergedName({ mergeId }: { mergeId: string | null }) {
  const { t } = useTranslation('merge')
  const { customerId } = useParams({ from: '/shell/customers/$customerId' })
  const merge = useQuery(mergesQuery(customerId)).data?.find(({ id }) => id === mergeId)
  return merge ? <p className={classes.who}>{t('customers.fromName', { name: merge.merged.name })}</p> : null
}
