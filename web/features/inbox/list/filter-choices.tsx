import type { TFunction } from 'i18next'
import { CircleDashed, Hourglass } from 'lucide-react'
import type { Agent, Filter, Inbox, Tag } from '../../../api/types.ts'
import { ChannelSign, PriorityIcon, StatusIcon } from '../../../app/shared/signs.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Dot } from '../../../ui/Pill.tsx'
import type { PickItem } from '../../../ui/pick/find-items.ts'

const statuses = ['open', 'pending', 'snoozed', 'resolved', 'any'] as const
const priorities = ['urgent', 'high', 'normal', 'low'] as const

interface Known {
  t: TFunction<'inbox'>
  filter: Filter
  agents: ReadonlyMap<string, Agent>
  inboxes: ReadonlyMap<string, Inbox>
  tags: ReadonlyMap<string, Tag>
}

/** Every condition that can be set, as one list: `name value` is its id. */
export function choicesOf({ t, filter, agents, inboxes, tags }: Known): PickItem[] {
  return [
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
