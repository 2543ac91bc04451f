import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { EditableText } from '../../../app/shared/customer/EditableText.tsx'
import { Pair, Pairs } from '../../../app/shared/customer/Pairs.tsx'
import pieces from '../../../app/shared/customer/pieces.module.css'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { useChangeCustomer } from '../../../app/shared/customer/use-change-customer.ts'
import { languageName } from '../../../ui/language-name.ts'
import { languages } from '../../../ui/languages.ts'
import { Time } from '../../../ui/time/Time.tsx'

/** Languages that texts of ours exist in; another one that came from a channel stays in the list. */
const ours: readonly string[] = languages.map(({ value }) => value)

/** Name, reading and language of a customer, changed in place. */
export function Basics({ customer }: { customer: CustomerDetail }) {
  const { t, i18n } = useTranslation('customers')
  const readOnly = !useMay()('customers.write')
  const change = useChangeCustomer(customer)
  const base = useId()
  const { language } = customer
  const choices = language === null || ours.includes(language) ? ours : [...ours, language]
  const field = (name: string) => ({ id: `${base}${name}`, placeholder: t('noValue'), readOnly })
  return (
    <Section title={t('basics')}>
      <Pairs>
        <Pair label={t('field.name')} htmlFor={`${base}name`}>
          <EditableText
            {...field('name')}
            text={customer.name}
            maxLength={200}
            onSave={(name) => {
              if (name !== '') change({ name })
              return name !== ''
            }}
          />
        </Pair>
        <Pair label={t('field.kana')} htmlFor={`${base}kana`}>
          <EditableText
            {...field('kana')}
            text={customer.kana ?? ''}
            maxLength={200}
            onSave={(kana) => {
              change({ kana: kana === '' ? null : kana })
              return true
            }}
          />
        </Pair>
        <Pair label={t('field.language')} htmlFor={`${base}language`}>
          <select
            id={`${base}language`}
            className={pieces.edit}
            value={language ?? ''}
            disabled={readOnly}
            onChange={(event) => change({ language: event.currentTarget.value || null })}
          >
            <option value="">{t('noValue')}</option>
            {choices.map((one) => (
              <option key={one} value={one}>
                {languageName(one, i18n.language)}
              </option>
            ))}
          </select>
        </Pair>
        <Pair label={t('field.since')}>
          <Time at={customer.createdAt} form="day" />
        </Pair>
      </Pairs>
    </Section>
  )
}
