import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { bouncedQuery } from '../../../api/reads/bounced.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { isAddress } from './addresses.ts'
import classes from './Bounced.module.css'

/** Says of which recipients it is known that our last mail did not reach them, and why. */
export default function Bounced({ addresses }: { addresses: readonly string[] }) {
  const { t, i18n } = useTranslation('reach')
  const asked = addresses.filter(isAddress)
  const { data } = useQuery({
    ...bouncedQuery(asked),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
  })
  const wanted = new Set(asked.map((address) => address.toLowerCase()))
  const found = data?.filter(({ value }) => wanted.has(value.toLowerCase())) ?? []
  return (
    <div role="status" className={classes.bounced}>
      {found.map(({ value, kind, reason }) => (
        <p key={value}>
          <TriangleAlert size={14} aria-hidden="true" />
          <span>
            {t(`bounced.${kind}`, { value })}
            {reason && kind !== 'complaint' ? (
              <span className={classes.reason}> {inLanguage(reason, i18n.language)}</span>
            ) : null}
          </span>
        </p>
      ))}
    </div>
  )
}
