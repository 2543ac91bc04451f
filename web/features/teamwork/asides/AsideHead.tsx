import { CircleCheck, Clock, MessageCircleReply } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Aside, ListedAside } from '../../../api/reads/asides.ts'
import { Pill } from '../../../ui/Pill.tsx'
import { useNow } from '../../../ui/time/clock.ts'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Asides.module.css'

/** How one stands: who it waits for, and whether its deadline is over. */
export function AsideState({ aside }: { aside: Aside | ListedAside }) {
  const { t } = useTranslation('asides')
  const over = useNow() >= Date.parse(aside.dueAt ?? '9999-12-31')
  if (aside.state === 'closed') return <Pill icon={<CircleCheck size={12} />}>{t('state.closed')}</Pill>
  if (aside.state === 'answered')
    return (
      <Pill tone="open" icon={<MessageCircleReply size={12} />}>
        {t('state.answered')}
      </Pill>
    )
  return (
    <Pill tone={over ? 'danger' : 'waiting'} icon={<Clock size={12} />}>
      {t(over ? 'state.overdue' : 'state.waiting')}
    </Pill>
  )
}

/** Until when an answer is asked for, while it is waited for. */
export function AsideDue({ aside }: { aside: Aside | ListedAside }) {
  const { t } = useTranslation('asides')
  if (aside.dueAt === null || aside.state !== 'waiting') return null
  return (
    <span className={classes.faint}>
      {t('due')} <Time at={aside.dueAt} form="day" />
    </span>
  )
}
