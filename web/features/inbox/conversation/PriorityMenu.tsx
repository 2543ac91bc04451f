import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail, Priority } from '../../../api/types.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import { PriorityIcon } from '../../../app/shared/signs.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { Control } from './Control.tsx'
import type { Actions } from './use-actions.ts'

const priorities = ['urgent', 'high', 'normal', 'low'] as const satisfies Priority[]

interface Props {
  conversation: ConversationDetail
  actions: Actions
}

/** How urgent the conversation is. */
export function PriorityMenu({ conversation, actions }: Props) {
  const { t } = useTranslation('inbox')
  const [opened, setOpened] = useState(false)
  const { priority } = conversation
  const may = useMay()('conversations.write')
  const label = t('header.priority')
  const group = t('commands.conversation')
  useCommands(
    may ? [{ id: 'priority', title: label, group, place: 8, keys: 'p', run: () => setOpened(true) }] : [],
  )
  return (
    <PickMenu
      label={label}
      items={() =>
        priorities.map((one) => ({
          id: one,
          label: t(`words:priority.${one}`),
          icon: <PriorityIcon priority={one} />,
          chosen: one === priority,
        }))
      }
      onPick={(id) => actions.setPriority(id as Priority)}
      opened={opened}
      onOpened={setOpened}
      emptyText={t('filter.none')}
      width={200}
    >
      <Control
        label={label}
        icon={<PriorityIcon priority={priority} />}
        text={t(`words:priority.${priority}`)}
        opened={opened}
        disabled={!may}
        onClick={() => setOpened(!opened)}
      />
    </PickMenu>
  )
}
