import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { agentsQuery } from '../../../api/reads/directory.ts'
import type { Agent } from '../../../api/types.ts'
import { useMe } from '../../../app/me.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { CopyField } from '../../../ui/CopyField.tsx'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'

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
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState<'factor' | 'off'>()
  const close = () => setAsking(undefined)
  const setActive = async (active: boolean) => {
    await call('agents.updateAgent', { params: { agentId: agent.id }, body: { active } })
    await queryClient.invalidateQueries({ queryKey: agentsQuery.queryKey })
  }
  const params = { agentId: agent.id }
  if (!agent.active) {
    return (
      <Section title={t('signIn.title')}>
        <Act title={t('signIn.isOff')} text={t('signIn.isOffText')}>
          <Button
            variant="default"
            onClick={() => void setActive(true).then(() => say(t('signIn.onDone')), sayProblem)}
          >
            {t('signIn.on')}
          </Button>
        </Act>
      </Section>
    )
  }
  return (
    <Section title={t('signIn.title')}>
      <PasswordLink agent={agent} />
      <Act title={t('signIn.factor')} text={t('signIn.factorText')}>
        <Button variant="default" onClick={() => setAsking('factor')}>
          {t('signIn.factorReset')}
        </Button>
      </Act>
      {agent.id === me.agent.id ? null : (
        <Act title={t('signIn.offTitle')} text={t('signIn.offText')}>
          <Button variant="default" color="red" onClick={() => setAsking('off')}>
            {t('signIn.off')}
          </Button>
        </Act>
      )}
      {asking === 'factor' ? (
        <AskDialog
          title={t('signIn.factorAsk', { name: agent.name })}
          action={t('signIn.factorReset')}
          done={t('signIn.factorDone')}
          run={() => call('access.removeAgentTotp', { params })}
          onClose={close}
        >
          {t('signIn.factorAskText')}
        </AskDialog>
      ) : null}
      {asking === 'off' ? (
        <AskDialog
          title={t('signIn.offAsk', { name: agent.name })}
          action={t('signIn.off')}
          done={t('signIn.offDone')}
          run={() => setActive(false)}
          onClose={close}
        >
          {t('signIn.offAskText')}
        </AskDialog>
      ) : null}
    </Section>
  )
}
