import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { LogIn } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { providersQuery } from '../../../api/reads/sso.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Directory } from './Directory.tsx'
import { ProviderForm } from './ProviderForm.tsx'
import { Check, Offer } from './ProviderWork.tsx'
import { StatePill } from './StatePill.tsx'

/** One provider: how it is set up, whether it works, and whom it is offered to. */
export default function ProviderPage() {
  const { t } = useTranslation('sso')
  const { providerId } = useParams({ strict: false }) as { providerId: string }
  const query = useQuery(providersQuery)
  const provider = query.data?.find(({ id }) => id === providerId)
  return (
    <Page
      title={provider?.name ?? t('app:settings.sign-in')}
      lead={provider ? <StatePill state={provider.state} /> : null}
      above={{ to: '/settings/sign-in', title: t('app:settings.sign-in') }}
    >
      <Loaded query={query}>
        {() =>
          provider ? (
            <>
              <ProviderForm key={provider.id} provider={provider} />
              <Check provider={provider} />
              <Offer provider={provider} />
              <Directory providerId={provider.id} />
            </>
          ) : (
            <EmptyState icon={<LogIn size={28} strokeWidth={1.5} />} title={t('gone')} />
          )
        }
      </Loaded>
    </Page>
  )
}
