import { CircleCheck, CircleDot, Flag } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Complaint, Severity } from '../../../api/reads/complaints.ts'
import { cx } from '../../../ui/cx.ts'
import { Pill, type Tone } from '../../../ui/Pill.tsx'
import { useNow } from '../../../ui/time/clock.ts'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Complaints.module.css'

const tones: Record<Severity, Tone> = { minor: 'plain', serious: 'waiting', critical: 'danger' }

/** How bad a complaint is. */
export function SeverityPill({ severity }: { severity: Severity }) {
  const { t } = useTranslation('care')
  return (
    <Pill tone={tones[severity]} icon={<Flag size={12} aria-hidden="true" />}>
      {t(`severity.${severity}`)}
    </Pill>
  )
}

/** How far a complaint is. */
export function StatePill({ state }: { state: Complaint['state'] }) {
  const { t } = useTranslation('care')
  const Icon = state === 'closed' ? CircleCheck : CircleDot
  return (
    <Pill
      tone={state === 'closed' ? 'resolved' : state === 'acting' ? 'open' : 'plain'}
      icon={<Icon size={12} aria-hidden="true" />}
    >
      {t(`state.${state}`)}
    </Pill>
  )
}

/** A deadline, and that it has passed, where nothing has met it. */
export function Due({ at, met = false }: { at: string; met?: boolean }) {
  const { t } = useTranslation('care')
  const now = useNow()
  const over = !met && Date.parse(at) <= now
  return (
    <span className={cx(classes.due, over && classes.over)}>
      {over ? `${t('due.over')} ` : null}
      <Time at={at} form="day" />
    </span>
  )
}
