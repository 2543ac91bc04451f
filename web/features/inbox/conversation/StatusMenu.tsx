import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { StatusIcon } from '../../../app/shared/signs.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { dayAndTime } from '../../../ui/time/format.ts'
import { useNow } from '../../../ui/time/clock.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { Control } from './Control.tsx'
import type { Actions } from './use-actions.ts'

const statuses = ['open', 'pending', 'resolved'] as const

interface Props {
  conversation: ConversationDetail
  actions: Actions
}

/** Where the conversation stands, and how to change it. */
export function StatusMenu({ conversation, actions }: Props) {
  const { t } = useTranslation('inbox')
  const time = useTimeSettings()
  const now = useNow()
  const may = useMay()('conversations.write')
  const [opened, setOpened] = useState(false)
  const { status, snoozedUntil } = conversation
  const until = snoozedUntil ? ` ${dayAndTime(Date.parse(snoozedUntil), now, time)}` : ''
  return (
    <PickMenu
      label={t('header.status')}
      items={() =>
        statuses.map((one) => ({
          id: one,
          label: t(`words:status.${one}`),
          detail: t(`header.statusHint.${one}`),
          icon: <StatusIcon status={one} />,
          chosen: one === status,
        }))
      }
      onPick={(id) => actions.setStatus(id as (typeof statuses)[number])}
      opened={opened}
      onOpened={setOpened}
      emptyText={t('filter.none')}
    >
      <Control
        label={t('header.status')}
        icon={<StatusIcon status={status} />}
        text={`${t(`words:status.${status}`)}${until}`}
        opened={opened}
        disabled={!may}
        onClick={() => setOpened(!opened)}
      />
    </PickMenu>
  )
}
