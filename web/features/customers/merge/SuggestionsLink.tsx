import { useInfiniteQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { suggestedMergesQuery } from '../../../api/reads/customer-merges.ts'
import { useMay } from '../../../app/me.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import classes from './Suggestions.module.css'

function Offer() {
  const { t } = useTranslation('merge')
  const { data, hasNextPage } = useInfiniteQuery(suggestedMergesQuery)
  const count = data?.pages.flatMap(({ items }) => items).length ?? 0
  if (count === 0) return null
  return (
    <PlainLink href="/customers/duplicates" className={classes.offer}>
      <UsersRound size={15} aria-hidden="true" />
      {t('customers.suggestions')}
      <span className={classes.count}>
        {hasNextPage ? t('customers.suggestionsMore', { count }) : t('customers.suggestionsCount', { count })}
      </span>
    </PlainLink>
  )
}

/** Leads to those who may be one person, with their number; nothing where there are none. */
export const SuggestionsLink = () => (useMay()('customers.merge') ? <Offer /> : null)
