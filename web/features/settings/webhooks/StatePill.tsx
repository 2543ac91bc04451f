import { useTranslation } from 'react-i18next'
import type { Output } from '../../../api/types.ts'
import { Pill, type Tone } from '../../../ui/Pill.tsx'

type Webhook = Output<'webhooks.listWebhooks'>[number]
type Standing = Webhook['state'] | 'failing'

const tones: Record<Standing, Tone> = {
  active: 'resolved',
  failing: 'waiting',
  paused: 'plain',
  disabled: 'danger',
}

/** Where a webhook stands: active, failing for a while, paused by people, or switched off by us. */
export function StatePill({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('connections')
  const standing = webhook.state === 'active' && webhook.failingSince ? 'failing' : webhook.state
  return <Pill tone={tones[standing]}>{t(`hooks.state.${standing}`)}</Pill>
}
