import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Radios } from '../shared/Radios.tsx'
import { LengthField } from '../sla/LengthField.tsx'
import type { Rule } from './rules.ts'
import classes from './Unanswered.module.css'

interface Props {
  rule: Rule
  lengthError: string | undefined
  tellsError: string | undefined
  onChange(rule: Rule): void
}

const whom = ['holder', 'leads'] as const

/** After how long, by which hours, and who is told. */
export function RuleFields({ rule, lengthError, tellsError, onChange }: Props) {
  const { t } = useTranslation('unanswered')
  const { seconds, businessTime, tells } = rule
  return (
    <>
      <LengthField
        label={t('length')}
        hint={t('lengthHint')}
        seconds={seconds}
        business={businessTime}
        error={lengthError}
        onChange={(next) => onChange({ ...rule, seconds: next })}
      />
      {seconds === null ? null : (
        <>
          <div>
            <span className={classes.label}>{t('sla:hours')}</span>
            <Radios
              label={t('sla:hours')}
              value={businessTime ? 'open' : 'always'}
              choices={[
                { value: 'open', label: t('sla:openHours') },
                { value: 'always', label: t('sla:allHours') },
              ]}
              onChange={(value) => onChange({ ...rule, businessTime: value === 'open' })}
            />
          </div>
          <Checkbox.Group
            label={t('tells.label')}
            value={tells}
            error={tellsError}
            onChange={(value) => onChange({ ...rule, tells: whom.filter((one) => value.includes(one)) })}
          >
            <div className={classes.checks}>
              {whom.map((one) => (
                <Checkbox key={one} value={one} label={t(`tells.${one}`)} />
              ))}
            </div>
          </Checkbox.Group>
        </>
      )}
    </>
  )
}
