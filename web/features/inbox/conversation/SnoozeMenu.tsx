import { AlarmClock, CalendarClock, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../api/types.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { PickItem } from '../../../ui/pick/find-items.ts'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { laterItems } from './later-items.tsx'
import { PickMoment } from './PickMoment.tsx'
import type { Actions } from './use-actions.ts'

interface Props {
  conversation: ConversationDetail
  actions: Actions
}

/** Puts the conversation to sleep until a time. */
export function SnoozeMenu({ conversation, actions }: Props) {
  const { t } = useTranslation('inbox')
  const [opened, setOpened] = useState(false)
  const [picking, setPicking] = useState(false)
  const time = useTimeSettings()
  const may = useMay()('conversations.write')
  const label = t('snooze.label')
  const group = t('commands.conversation')
  useCommands(
    may ? [{ id: 'snooze', title: label, group, place: 6, keys: 's', run: () => setOpened(true) }] : [],
  )
  if (!may) return null
  const items = (): PickItem[] => [
    ...(conversation.status === 'snoozed'
      ? [{ id: 'wake', label: t('snooze.wake'), icon: <RotateCcw size={15} /> }]
      : []),
    ...laterItems(t, time),
    { id: 'pick', label: t('later.pick'), icon: <CalendarClock size={15} />, apart: true },
  ]
  const pick = (id: string) => {
    if (id === 'pick') setPicking(true)
    else if (id === 'wake') actions.setStatus('open')
    else actions.setStatus('snoozed', id)
  }
  return (
    <>
      <PickMenu
        label={label}
        items={items}
        onPick={pick}
        opened={opened}
        onOpened={setOpened}
        emptyText={t('filter.none')}
        width={320}
      >
        <IconButton label={label} keys="s" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          <AlarmClock size={17} />
        </IconButton>
      </PickMenu>
      {picking ? (
        <PickMoment
          title={t('snooze.until')}
          confirm={t('snooze.confirm')}
          onPick={(at) => actions.setStatus('snoozed', at)}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </>
  )
}
