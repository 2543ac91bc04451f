import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Timer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { slaPoliciesQuery } from '../../../api/reads/settings.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { NewPolicy } from './NewPolicy.tsx'
import type { Policy } from './policy.ts'
import { PolicyForm } from './PolicyForm.tsx'
import { usePolicyForm } from './use-policy-form.ts'

function Changing({ policy: { id, ...saved } }: { policy: Policy }) {
  const form = usePolicyForm({
    saved,
    save: (body) => call('sla.updatePolicy', { params: { policyId: id }, body }),
  })
  return <PolicyForm form={form} />
}

function Kept({ policyId }: { policyId: string }) {
  const { t } = useTranslation('sla')
  const query = useQuery(slaPoliciesQuery)
  const found = query.data?.find(({ id }) => id === policyId)
  return (
    <Page
      title={found?.name ?? t('app:settings.sla')}
      above={{ to: '/settings/sla', title: t('app:settings.sla') }}
      lead={found ? t('changeLead') : null}
    >
      <Loaded query={query}>
        {() =>
          found ? (
            <Changing key={found.id} policy={found} />
          ) : (
            <EmptyState icon={<Timer size={28} strokeWidth={1.5} />} title={t('gone')}>
              {t('goneText')}
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}

/** One policy: to whom it applies, what it promises, and how that is counted. `new` is one to be made. */
export default function PolicyPage() {
  const { policyId } = useParams({ strict: false }) as { policyId: string }
  return policyId === 'new' ? <NewPolicy /> : <Kept policyId={policyId} />
}
