import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { customerLanguagesQuery } from '../../../api/reads/customer-lists.ts'
import { attributesQuery } from '../../../api/reads/customers.ts'
import { channelsQuery } from '../../../api/reads/settings.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { languageName } from '../../../ui/language-name.ts'
import { type CustomerSearch, filtersIn, spans } from '../search.ts'
import { AttributeFilter } from './AttributeFilter.tsx'
import classes from './Filters.module.css'

interface ChoiceProps {
  label: string
  value: string
  onChoose(value: string): void
  children: ReactNode
}

function Choice({ label, value, onChoose, children }: ChoiceProps) {
  const { t } = useTranslation('customers')
  return (
    <label className={classes.filter}>
      <span className={classes.label}>{label}</span>
      <select
        className={classes.field}
        value={value}
        data-set={value === '' ? undefined : ''}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value="">{t('filter.any')}</option>
        {children}
      </select>
    </label>
  )
}

/** Kinds of addresses: the two that everybody knows, and those of the channels that can be connected. */
function useKinds() {
  const { t, i18n } = useTranslation('customers')
  const channels = useQuery(channelsQuery).data ?? []
  // not-a-channel: kinds of addresses
  const known = { email: t('field.email'), phone: t('field.phone') }
  return {
    ...Object.fromEntries(channels.map((one) => [one.addressKind, inLanguage(one.title, i18n.language)])),
    ...known,
  }
}

interface Props {
  search: CustomerSearch
  onChange(part: CustomerSearch): void
}

/** What the list is narrowed by, beside the words that are searched for. */
export function Filters({ search, onChange }: Props) {
  const { t, i18n } = useTranslation('customers')
  const kinds = Object.entries(useKinds())
  const languages = useQuery(customerLanguagesQuery).data ?? []
  const definitions = useQuery(attributesQuery).data ?? []
  const spanned = (name: 'seen' | 'created') => (
    <Choice
      label={t(`filter.${name}`)}
      value={String(search[name] ?? '')}
      onChoose={(days) => onChange({ [name]: days === '' ? undefined : Number(days) })}
    >
      {spans.map((days) => (
        <option key={days} value={days}>
          {t('filter.days', { count: days })}
        </option>
      ))}
    </Choice>
  )
  return (
    <div className={classes.filters} role="group" aria-label={t('filter.label')}>
      <Choice
        label={t('filter.open')}
        value={String(search.open ?? '')}
        onChoose={(open) => onChange({ open: open === '' ? undefined : open === 'true' })}
      >
        <option value="true">{t('filter.withOpen')}</option>
        <option value="false">{t('filter.withoutOpen')}</option>
      </Choice>
      {spanned('seen')}
      {spanned('created')}
      <Choice
        label={t('filter.kind')}
        value={search.kind ?? ''}
        onChoose={(kind) => onChange({ kind: kind || undefined })}
      >
        {kinds.map(([kind, title]) => (
          <option key={kind} value={kind}>
            {title}
          </option>
        ))}
      </Choice>
      <Choice
        label={t('field.language')}
        value={search.language ?? ''}
        onChoose={(language) => onChange({ language: language || undefined })}
      >
        {languages.map((one) => (
          <option key={one} value={one}>
            {languageName(one, i18n.language)}
          </option>
        ))}
      </Choice>
      {definitions.length > 0 ? (
        <>
          <Choice
            label={t('filter.attribute')}
            value={search.attribute ?? ''}
            onChoose={(attribute) => onChange({ attribute: attribute || undefined, value: undefined })}
          >
            {definitions.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </Choice>
          <AttributeFilter
            key={search.attribute}
            definition={definitions.find(({ key }) => key === search.attribute)}
            value={search.value}
            onChange={(value) => onChange({ value })}
          />
        </>
      ) : null}
      {filtersIn(search) > 0 ? (
        <button type="button" className={classes.clear} onClick={() => onChange(readNothing)}>
          {t('filter.clear')}
        </button>
      ) : null}
    </div>
  )
}

const readNothing: CustomerSearch = {
  kind: undefined,
  language: undefined,
  open: undefined,
  seen: undefined,
  created: undefined,
  attribute: undefined,
  value: undefined,
}
