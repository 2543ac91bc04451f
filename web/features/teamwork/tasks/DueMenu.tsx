import { CalendarClock, CalendarOff, Clock } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickItem } from '../../../ui/pick/find-items.ts'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { useNow } from '../../../ui/time/clock.ts'
import { dayAndTime } from '../../../ui/time/format.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { dueChoices, dueState } from './due.ts'
import classes from './Tasks.module.css'

const DueDialog = lazy(() => import('./DueDialog.tsx'))

interface Props {
  dueAt: string | null
  may: boolean
  /** Names what has the deadline. */
  title: string
  onDue(dueAt: string | null): void
}

/** Until when something is to be done, and how to say another time. */
export function DueMenu({ dueAt, may, title, onDue }: Props) {
  const { t } = useTranslation('teamwork')
  const [opened, setOpened] = useState(false)
  const [asking, setAsking] = useState(false)
  const [time, now] = [useTimeSettings(), useNow()]
  const said = dueAt === null ? null : dayAndTime(Date.parse(dueAt), now, time)
  const state = dueAt === null ? undefined : dueState(dueAt, now, time.timeZone)
  const label = said ? t('due.until', { at: said }) : t('due.set')
  if (!may)
    return said ? (
      <span className={classes.due} data-state={state}>
        {said}
      </span>
    ) : null
  const items = (): PickItem[] => [
    ...dueChoices(now, time.timeZone).map(({ name, at }) => ({
      id: new Date(at).toISOString(),
      label: t(`due.${name}`),
      detail: dayAndTime(at, now, time),
      icon: <Clock size={15} />,
    })),
    { id: 'pick', label: t('due.pick'), icon: <CalendarClock size={15} />, apart: true },
    ...(dueAt === null ? [] : [{ id: 'none', label: t('due.none'), icon: <CalendarOff size={15} /> }]),
  ]
  const pick = (id: string) => {
    if (id === 'pick') setAsking(true)
    else onDue(id === 'none' ? null : id)
  }
  return (
    <>
      <PickMenu
        plain
        label={t('due.label')}
        items={items}
        onPick={pick}
        opened={opened}
        onOpened={setOpened}
        width={250}
      >
        <button
          type="button"
          className={classes.due}
          data-state={state}
          data-empty={said === null || undefined}
          aria-haspopup="dialog"
          aria-expanded={opened}
          data-tip={label}
          onClick={() => setOpened(!opened)}
        >
          <span className="visually-hidden">
            {`${title}: `}
            {said ? `${t('due.label')} ` : label}
          </span>
          {state === 'over' ? `${t('due.over')} ` : null}
          {said ?? <CalendarClock size={15} aria-hidden="true" />}
        </button>
      </PickMenu>
      <Suspense>
        {asking ? <DueDialog dueAt={dueAt} onDue={onDue} onClose={() => setAsking(false)} /> : null}
      </Suspense>
    </>
  )
}
