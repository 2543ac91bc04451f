import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { agentsQuery } from '../../../api/reads/directory.ts'
import type { Agent } from '../../../api/types.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { Act } from '../shared/Act.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'

const useSetActive = (agent: Agent) => {
  const queryClient = useQueryClient()
  return async (active: boolean) => {
    await call('agents.updateAgent', { params: { agentId: agent.id }, body: { active } })
    await queryClient.invalidateQueries({ queryKey: agentsQuery.queryKey })
  }
}

const wordsOf = (agent: Agent) => (agent.bot ? 'bot' : 'signIn')

/** Lets somebody work again who was switched off. */
export function SwitchOn({ agent }: { agent: Agent }) {
  const { t } = useTranslation('settings')
  const setActive = useSetActive(agent)
  const words = wordsOf(agent)
  return (
    <Act title={t(`${words}.isOff`)} text={t(`${words}.isOffText`)}>
      <Button
        variant="default"
        onClick={() => void setActive(true).then(() => say(t('signIn.onDone')), sayProblem)}
      >
        {t('signIn.on')}
      </Button>
    </Act>
  )
}

/** Switches somebody off, once that was asked. */
export function SwitchOff({ agent }: { agent: Agent }) {
  const { t } = useTranslation('settings')
  const [asking, setAsking] = useState(false)
  const setActive = useSetActive(agent)
  const words = wordsOf(agent)
  return (
    <>
      <Act title={t(`${words}.offTitle`)} text={t(`${words}.offText`)}>
        <Button variant="default" color="red" onClick={() => setAsking(true)}>
          {t('signIn.off')}
        </Button>
      </Act>
      {asking ? (
        <AskDialog
          title={t('signIn.offAsk', { name: agent.name })}
          action={t('signIn.off')}
          done={t('signIn.offDone')}
          run={() => setActive(false)}
          onClose={() => setAsking(false)}
        >
          {t(`${words}.offAskText`)}
        </AskDialog>
      ) : null}
    </>
  )
}
