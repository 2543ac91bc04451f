import { useNavigate } from '@tanstack/react-router'
import { CircleDashed, Hourglass, ListFilter } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../api/types.ts'
import { useAgents, useInboxes, useTags } from '../../../app/shared/directory.tsx'
import { ChannelSign, PriorityIcon, StatusIcon } from '../../../app/shared/signs.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Dot } from '../../../ui/Pill.tsx'
import type { PickItem } from '../../../ui/pick/find-items.ts'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { filterOf, type FilterSearch, withoutDefaults } from '../filter.ts'

const statuses = ['open', 'pending', 'snoozed', 'resolved', 'any'] as const
const priorities = ['urgent', 'high', 'normal', 'low'] as const

/** Every condition that can be set, as one list: `name value` is its id. */
function useConditions(search: FilterSearch): () => PickItem[] {
  const { t } = useTranslation('inbox')
  const filter = filterOf(search)
  const agents = useAgents()
  const inboxes = useInboxes()
  const tags = useTags()
  return () => [
    ...statuses.map(
      (status): PickItem => ({
        id: `status ${status}`,
        label: status === 'any' ? t('filter.anyStatus') : t(`words:status.${status}`),
        detail: t('filter.status'),
        icon: status === 'any' ? <CircleDashed size={15} /> : <StatusIcon status={status} />,
        chosen: filter.status === status,
      }),
    ),
    {
      id: 'waiting true',
      label: t('filter.waiting'),
      icon: <Hourglass size={15} color="var(--c-waiting)" />,
      chosen: filter.waiting === true,
      apart: true,
    },
    ...priorities.map(
      (priority, place): PickItem => ({
        id: `priority ${priority}`,
        label: t(`words:priority.${priority}`),
        detail: t('filter.priority'),
        icon: <PriorityIcon priority={priority} />,
        chosen: filter.priority === priority,
        apart: place === 0,
      }),
    ),
    ...[...inboxes.values()].map(
      (inbox, place): PickItem => ({
        id: `inboxId ${inbox.id}`,
        label: inbox.name,
        detail: t('filter.inbox'),
        icon: <ChannelSign inbox={inbox} size={15} />,
        chosen: filter.inboxId === inbox.id,
        apart: place === 0,
      }),
    ),
    ...[...agents.values()]
      .filter((agent) => agent.active)
      .map(
        (agent, place): PickItem => ({
          id: `assigneeId ${agent.id}`,
          label: agent.name,
          detail: t('filter.assignee'),
          words: `${agent.kana ?? ''} ${agent.email}`,
          icon: <Avatar name={agent.name} size={18} />,
          chosen: filter.assigneeId === agent.id,
          apart: place === 0,
        }),
      ),
    ...[...tags.values()].map(
      (tag, place): PickItem => ({
        id: `tagId ${tag.id}`,
        label: tag.name,
        detail: t('filter.tag'),
        icon: <Dot colour={tag.colour} />,
        chosen: filter.tagId === tag.id,
        apart: place === 0,
      }),
    ),
  ]
}

/** Narrows the list down. Choosing a condition that holds takes it away. */
export function FilterMenu({ search }: { search: FilterSearch }) {
  const { t } = useTranslation('inbox')
  const navigate = useNavigate()
  const [opened, setOpened] = useState(false)
  const items = useConditions(search)

  const pick = (id: string) => {
    const [name = '', value = ''] = id.split(' ')
    const chosen = String(filterOf(search)[name as keyof Filter]) === value
    const next: Record<string, unknown> = { ...search, [name]: name === 'waiting' ? true : value }
    if (chosen) delete next[name]
    void navigate({ to: '.', search: withoutDefaults(next as FilterSearch) as never })
  }
  return (
    <PickMenu
      label={t('filter.label')}
      items={items}
      onPick={pick}
      opened={opened}
      onOpened={setOpened}
      emptyText={t('filter.none')}
      width={280}
    >
      <IconButton label={t('filter.label')} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <ListFilter size={16} />
      </IconButton>
    </PickMenu>
  )
}
