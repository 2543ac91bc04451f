import { Check, CircleDashed, Hourglass, MessageCircle, Siren } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Harassment, HarassmentKind } from '../../../api/reads/harassment.ts'
import { Pill, type Tone } from '../../../ui/Pill.tsx'

const signs: Record<Harassment['state'], { tone: Tone; Icon: typeof Check }> = {
  reported: { tone: 'waiting', Icon: Hourglass },
  confirmed: { tone: 'danger', Icon: Siren },
  appealed: { tone: 'waiting', Icon: MessageCircle },
  dismissed: { tone: 'plain', Icon: CircleDashed },
  closed: { tone: 'resolved', Icon: Check },
}

/** How far a record is. */
export function RecordState({ state }: { state: Harassment['state'] }) {
  const { t } = useTranslation('harassment')
  const { tone, Icon } = signs[state]
  return (
    <Pill tone={tone} icon={<Icon size={12} aria-hidden="true" />}>
      {t(`state.${state}`)}
    </Pill>
  )
}

/** What it was, in short words. */
export function Kinds({ kinds }: { kinds: readonly HarassmentKind[] }) {
  const { t } = useTranslation('harassment')
  return kinds.map((kind) => <Pill key={kind}>{t(`kind.${kind}`)}</Pill>)
}
