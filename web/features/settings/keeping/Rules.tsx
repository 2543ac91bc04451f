import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../ui/in-language.ts'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Keeping.module.css'
import { RuleDialog, type Rule } from './RuleDialog.tsx'

/** Each kind of data with how long it is kept. */
export function Rules({ rules }: { rules: readonly Rule[] }) {
  const { t, i18n } = useTranslation('keeping')
  const [changed, setChanged] = useState<Rule>()
  return (
    <Section title={t('rules.title')} lead={t('rules.lead')} flush>
      <Rows label={t('rules.title')}>
        {rules.map((rule) => (
          <Row
            key={rule.kind}
            title={
              <button type="button" onClick={() => setChanged(rule)}>
                {inLanguage(rule.title, i18n.language)}
              </button>
            }
            detail={inLanguage(rule.hint, i18n.language)}
            sentence
          >
            <span className={rule.days === null ? classes.forever : classes.days}>
              {rule.days === null
                ? t('rules.forever')
                : t('rules.days', { days: rule.days.toLocaleString(i18n.language) })}
            </span>
          </Row>
        ))}
      </Rows>
      {changed ? <RuleDialog rule={changed} onClose={() => setChanged(undefined)} /> : null}
    </Section>
  )
}
