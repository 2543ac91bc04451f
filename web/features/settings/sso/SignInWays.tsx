import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { LogIn, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { providersQuery } from '../../../api/reads/sso.ts'
import type { Output } from '../../../api/types.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { NewProvider } from './NewProvider.tsx'
import { StatePill } from './StatePill.tsx'

function ProviderRow({ provider }: { provider: Output<'access.listProviders'>[number] }) {
  const { t } = useTranslation('sso')
  return (
    <Row
      sign={<LogIn size={18} strokeWidth={1.75} aria-hidden="true" />}
      title={<PlainLink href={`/settings/sign-in/${provider.id}`}>{provider.name}</PlainLink>}
      detail={`${provider.issuer} · ${t('people', { count: provider.people })}`}
    >
      <StatePill state={provider.state} />
    </Row>
  )
}

/** Through which providers people sign in. */
export default function SignInWays() {
  const { t } = useTranslation('sso')
  const query = useQuery(providersQuery)
  const [adding, setAdding] = useState(false)
  const add = (
    <Button leftSection={<Plus size={16} />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <Page title={t('app:settings.sign-in')} lead={t('lead')} action={add}>
      <Box>
        <Loaded query={query}>
          {(providers) =>
            providers.length === 0 ? (
              <EmptyState icon={<LogIn size={28} strokeWidth={1.5} />} title={t('none')}>
                {t('noneText')}
              </EmptyState>
            ) : (
              <Rows label={t('app:settings.sign-in')}>
                {providers.map((provider) => (
                  <ProviderRow key={provider.id} provider={provider} />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Box>
      {adding ? <NewProvider onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}
