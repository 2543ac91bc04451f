import { useTranslation } from 'react-i18next'
import { Page } from '../frame/Page.tsx'
import { Links } from './Links.tsx'
import { Passkeys } from './Passkeys.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { Sessions } from './Sessions.tsx'

/** How the person signs in, and where they are signed in. */
export default function Security() {
  const { t } = useTranslation('account')
  return (
    <Page title={t('app:settings.security')} lead={t('security.lead')}>
      <PasswordSection />
      <SecondFactor />
      <Passkeys />
      <Links />
      <Sessions />
    </Page>
  )
}
