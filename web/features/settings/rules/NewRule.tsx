import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { Page } from '../frame/Page.tsx'
import { blank } from './rule.ts'
import { RuleForm } from './RuleForm.tsx'
import { useRuleForm } from './use-rule-form.ts'

/** Adds a rule behind all others. */
export function NewRule() {
  const { t } = useTranslation('rules')
  const navigate = useNavigate()
  const [made, setMade] = useState<string>()
  const rule = useRuleForm({
    saved: blank,
    save: async (body) => setMade((await call('automations.createRule', { body })).id),
  })
  const { dirty } = rule.form
  useEffect(() => {
    // Once nothing is left unsaved: before that, leaving would be asked about.
    if (made && !dirty) void navigate({ href: '/settings/rules' })
  }, [made, dirty, navigate])
  return (
    <Page
      title={t('new')}
      lead={t('newLead')}
      above={{ to: '/settings/rules', title: t('app:settings.rules') }}
    >
      <RuleForm rule={rule} />
    </Page>
  )
}
