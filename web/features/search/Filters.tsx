import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useInboxes } from '../../app/shared/directory.tsx'
import classes from './Search.module.css'
import { periods, type Terms } from './terms.ts'

interface Props {
  terms: Terms
  onChange(part: Partial<Terms>): void
}

/** Narrows a search down by inbox and time, and lets go of a chosen customer. */
export function Filters({ terms, onChange }: Props) {
  const { t } = useTranslation('search')
  const inboxes = [...useInboxes().values()]
  return (
    <div className={classes.filters}>
      <select
        className={classes.select}
        aria-label={t('filter.inbox')}
        value={terms.inboxId ?? ''}
        onChange={(event) => onChange({ inboxId: event.currentTarget.value || (undefined as never) })}
      >
        <option value="">{t('filter.allInboxes')}</option>
        {inboxes.map((inbox) => (
          <option key={inbox.id} value={inbox.id}>
            {inbox.name}
          </option>
        ))}
      </select>
      <select
        className={classes.select}
        aria-label={t('filter.period')}
        value={terms.period ?? ''}
        onChange={(event) =>
          onChange({
            period: periods.find((one) => one === event.currentTarget.value) ?? (undefined as never),
          })
        }
      >
        <option value="">{t('filter.anyTime')}</option>
        {periods.map((period) => (
          <option key={period} value={period}>
            {t(`filter.last.${period}`)}
          </option>
        ))}
      </select>
      {terms.customerId ? (
        <button
          type="button"
          className={classes.chip}
          onClick={() => onChange({ customerId: undefined as never })}
        >
          {t('filter.oneCustomer')}
          <X size={13} aria-hidden="true" />
        </button>
      ) : null}
    </div>
  )
}
