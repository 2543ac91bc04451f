import { useTranslation } from 'react-i18next'
import { Pill } from '../../../ui/Pill.tsx'

const tones = { draft: 'pending', on: 'resolved', only: 'open' } as const

/** Whether people are offered a provider, and whether it is the one way in. */
export function StatePill({ state }: { state: keyof typeof tones }) {
  const { t } = useTranslation('sso')
  return <Pill tone={tones[state]}>{t(`state.${state}`)}</Pill>
}
