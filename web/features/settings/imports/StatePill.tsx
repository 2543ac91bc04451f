import { useTranslation } from 'react-i18next'
import { Pill, type Tone } from '../../../ui/Pill.tsx'
import type { Import } from './sources.ts'

const TONES: Partial<Record<Import['state'], Tone>> = {
  columns: 'waiting',
  ready: 'waiting',
  reading: 'pending',
  making: 'pending',
  undoing: 'pending',
  done: 'resolved',
  failed: 'danger',
}

/** How an import stands. */
export function StatePill({ state }: { state: Import['state'] }) {
  const { t } = useTranslation('imports')
  return <Pill tone={TONES[state] ?? 'plain'}>{t(`state.${state}`)}</Pill>
}
