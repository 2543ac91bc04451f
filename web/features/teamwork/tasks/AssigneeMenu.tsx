import { UserRoundPlus, UserRoundX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../app/me.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { firstOf, type PickItem } from '../../../ui/pick/find-items.ts'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import classes from './Tasks.module.css'

interface Props {
  assigneeId: string | null
  may: boolean
  /** Names what is to be done. */
  title: string
  onAssign(agentId: string | null): void
}

/** Who is to do something, and how to give it to somebody else. */
export function AssigneeMenu({ assigneeId, may, title, onAssign }: Props) {
  const { t } = useTranslation('teamwork')
  const me = useMe().agent
  const agents = useAgents()
  const [opened, setOpened] = useState(false)
  const name = assigneeId === null ? null : (agents.get(assigneeId)?.name ?? t('words:someone'))
  const label = name ? t('task.for', { name }) : t('task.assign')
  if (!may)
    return name ? (
      <span className={classes.who} role="img" aria-label={label} title={label}>
        <Avatar name={name} size={20} />
      </span>
    ) : null
  const others = [...agents.values()].filter(
    (one) => one.active && !one.bot && one.id !== me.id && one.answers,
  )
  const items = (): PickItem[] => [
    {
      id: me.id,
      label: t('task.me'),
      detail: me.name,
      icon: <Avatar name={me.name} size={18} />,
      chosen: assigneeId === me.id,
    },
    ...(assigneeId === null ? [] : [{ id: '', label: t('words:nobody'), icon: <UserRoundX size={15} /> }]),
    ...firstOf(others, new Set([assigneeId])).map((one, place) => ({
      id: one.id,
      label: one.name,
      words: `${one.kana ?? ''} ${one.email}`,
      icon: <Avatar name={one.name} size={18} />,
      chosen: assigneeId === one.id,
      apart: place === 0,
    })),
  ]
  return (
    <PickMenu
      label={t('task.assign')}
      items={items}
      onPick={(id) => onAssign(id || null)}
      opened={opened}
      onOpened={setOpened}
      emptyText={t('task.noPerson')}
    >
      <button
        type="button"
        className={classes.who}
        aria-label={`${title}: ${label}`}
        aria-haspopup="dialog"
        aria-expanded={opened}
        data-tip={label}
        onClick={() => setOpened(!opened)}
      >
        {name ? <Avatar name={name} size={20} /> : <UserRoundPlus size={15} aria-hidden="true" />}
      </button>
    </PickMenu>
  )
}
