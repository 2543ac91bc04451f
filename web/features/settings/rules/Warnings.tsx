import { Button } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { say } from '../../../app/notices/notices.ts'
import classes from './Rules.module.css'
import type { RuleForm, Warning } from './use-rule-form.ts'

/** What may go wrong, in a sentence. */
function useSentence(): (warning: Warning) => string {
  const { t, i18n } = useTranslation('rules')
  return ({ kind, rules = '', rule = '', wins = false, en = '', ja = '' }) =>
    kind === 'loop'
      ? t('warning.loop', { rules })
      : t(wins ? 'warning.fightWins' : 'warning.fightLoses', {
          rule,
          over: i18n.language.startsWith('ja') ? ja : en,
        })
}

/** What was told when a rule was to be saved, and the way to save it all the same. */
export function Warnings({ rule: { form, warnings, saveAnyway } }: { rule: RuleForm }) {
  const { t } = useTranslation('rules')
  const sentence = useSentence()
  if (warnings.length === 0) return null
  const save = async () => {
    if (await saveAnyway()) say(t('app:form.saved'))
  }
  return (
    <div className={classes.warnings} role="alert">
      <p className={classes.warningsTitle}>
        <TriangleAlert size={16} aria-hidden="true" /> {t('warning.title')}
      </p>
      <ul>
        {warnings.map((warning) => (
          <li key={warning.key}>{sentence(warning)}</li>
        ))}
      </ul>
      <Button variant="default" loading={form.busy} onClick={() => void save()}>
        {t('warning.anyway')}
      </Button>
    </div>
  )
}
