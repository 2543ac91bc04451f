import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { webhooksQuery } from '../../../api/reads/connections.ts'
import type { Output } from '../../../api/types.ts'
import { say, sayFailure, sayProblem } from '../../../app/notices/notices.ts'
import { AskDialog } from '../shared/AskDialog.tsx'
import { ShownOnce } from '../shared/ShownOnce.tsx'
import { WebhookDialog } from './WebhookDialog.tsx'

type Webhook = Output<'webhooks.listWebhooks'>[number]
type Shown = 'edit' | 'rotate' | 'remove'

interface DialogProps {
  shown: Shown
  webhook: Webhook
  onSecret(secret: string): void
  onClose(): void
}

function Dialog({ shown, webhook, onSecret, onClose }: DialogProps) {
  const { t } = useTranslation('connections')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const params = { webhookId: webhook.id }
  const refresh = () => queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey })
  if (shown === 'edit') return <WebhookDialog webhook={webhook} onClose={onClose} />
  if (shown === 'rotate') {
    return (
      <AskDialog
        title={t('hooks.rotateTitle')}
        action={t('hooks.rotate')}
        done={t('hooks.rotated')}
        run={async () => {
          onSecret((await call('webhooks.rotateWebhookSecret', { params })).secret)
          await refresh()
        }}
        onClose={onClose}
      >
        {t('hooks.rotateText')}
      </AskDialog>
    )
  }
  return (
    <AskDialog
      title={t('hooks.removeTitle')}
      done={t('hooks.removed')}
      run={async () => {
        await call('webhooks.deleteWebhook', { params })
        await navigate({ href: '/settings/webhooks' })
        await refresh()
      }}
      onClose={onClose}
    >
      {t('hooks.removeText')}
    </AskDialog>
  )
}

/** What can be done with a webhook, and the dialogs for it. */
export function useWebhookWork(webhook: Webhook) {
  const { t } = useTranslation('connections')
  const queryClient = useQueryClient()
  const [shown, setShown] = useState<Shown>()
  const [secret, setSecret] = useState<string>()
  const [pinging, setPinging] = useState(false)
  const params = { webhookId: webhook.id }
  const refresh = async () => {
    await queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey })
    await queryClient.invalidateQueries({ queryKey: ['webhook-deliveries', webhook.id] })
  }
  const toggle = () => {
    const state = webhook.state === 'active' ? 'paused' : 'active'
    call('webhooks.updateWebhook', { params, body: { state } })
      .then(refresh)
      .then(() => say(t(`hooks.now.${state}`)), sayProblem)
  }
  const ping = () => {
    setPinging(true)
    call('webhooks.pingWebhook', { params })
      .then(
        ({ state }) => (state === 'done' ? say(t('hooks.pingTaken')) : sayFailure(t('hooks.pingFailed'))),
        sayProblem,
      )
      .then(refresh)
      .catch(sayProblem)
      .finally(() => setPinging(false))
  }
  let dialogs: ReactNode = null
  if (secret !== undefined) {
    dialogs = (
      <ShownOnce
        title={t('hooks.rotatedTitle')}
        label={t('hooks.secret')}
        value={secret}
        onClose={() => setSecret(undefined)}
      >
        {t('hooks.rotatedText')}
      </ShownOnce>
    )
  } else if (shown) {
    dialogs = (
      <Dialog shown={shown} webhook={webhook} onSecret={setSecret} onClose={() => setShown(undefined)} />
    )
  }
  return {
    dialogs,
    pinging,
    ping,
    toggle,
    edit: () => setShown('edit'),
    askRotate: () => setShown('rotate'),
    askRemove: () => setShown('remove'),
  }
}
