import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Agent } from '../../../api/types.ts'
import { useMe } from '../../../app/me.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { CopyField } from '../../../ui/CopyField.tsx'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import { SwitchOff, SwitchOn } from './SwitchOff.tsx'

function PasswordLink({ agent }: { agent: Agent }) {
  const { t } = useTranslation('settings')
  const [url, setUrl] = useState<string>()
  const [busy, setBusy] = useState(false)
  const make = () => {
    setBusy(true)
    call('access.createReset', { params: { agentId: agent.id } })
      .then((made) => setUrl(made.url), sayProblem)
      .finally(() => setBusy(false))
  }
  if (url) return <CopyField label={t('signIn.link')} hint={t('signIn.linkHint')} value={url} />
  return (
    <Act title={t('signIn.password')} text={t('signIn.passwordText')}>
      <Button variant="default" loading={busy} onClick={make}>
        {t('signIn.makeLink')}
      </Button>
    </Act>
  )
}

/** How a person signs in, and what an owner does when they cannot, or no longer should. */
export function SignInSection({ agent }: { agent: Agent }) {
  const { t } = useTranslation('settings')
  const me = useMe()
  const [asking, setAsking] = useState(false)
  if (!agent.active) {
    return (
      <Section title={t('signIn.title')}>
        <SwitchOn agent={agent} />
      </Section>
    )
  }
  return (
    <Section title={t('signIn.title')}>
      <PasswordLink agent={agent} />
      <Act title={t('signIn.factor')} text={t('signIn.factorText')}>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('signIn.factorReset')}
        </Button>
      </Act>
      {agent.id === me.agent.id ? null : <SwitchOff agent={agent} />}
      {asking ? (
        <AskDialog
          title={t('signIn.factorAsk', { name: agent.name })}
          action={t('signIn.factorReset')}
          done={t('signIn.factorDone')}
          run={() => call('access.removeAgentTotp', { params: { agentId: agent.id } })}
          onClose={() => setAsking(false)}
        >
          {t('signIn.factorAskText')}
        </AskDialog>
      ) : null}
    </Section>
  )
}
