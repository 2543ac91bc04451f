import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { Page } from '../frame/Page.tsx'
import { usual } from './policy.ts'
import { PolicyForm } from './PolicyForm.tsx'
import { usePolicyForm } from './use-policy-form.ts'

/** Adds a policy behind all others. */
export function NewPolicy() {
  const { t } = useTranslation('sla')
  const navigate = useNavigate()
  const [made, setMade] = useState(false)
  const form = usePolicyForm({
    saved: usual,
    save: async (body) => {
      await call('sla.createPolicy', { body })
      setMade(true)
    },
  })
  const { dirty } = form
  useEffect(() => {
    // Once nothing is left unsaved: before that, leaving would be asked about.
    if (made && !dirty) void navigate({ href: '/settings/sla' })
  }, [made, dirty, navigate])
  return (
    <Page title={t('new')} lead={t('newLead')} above={{ to: '/settings/sla', title: t('app:settings.sla') }}>
      <PolicyForm form={form} />
    </Page>
  )
}
