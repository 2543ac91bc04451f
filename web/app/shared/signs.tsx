import {
  AlarmClock,
  ChevronsUp,
  CircleCheck,
  CircleDot,
  CirclePause,
  ClipboardList,
  Equal,
  type LucideIcon,
  Mail,
  MessageCircle,
  ChevronDown,
  Siren,
} from 'lucide-react'
import { createElement } from 'react'
import type { Inbox, Priority, Status } from '../../api/types.ts'
import type { Tone } from '../../ui/Pill.tsx'

/** The sign of each status. Its colour has the same name. */
export const statusIcons: Record<Status, LucideIcon> = {
  open: CircleDot,
  pending: CirclePause,
  snoozed: AlarmClock,
  resolved: CircleCheck,
}

/** The sign and the colour of each priority. */
const priorityIcons: Record<Priority, { icon: LucideIcon; tone: Tone }> = {
  urgent: { icon: Siren, tone: 'danger' },
  high: { icon: ChevronsUp, tone: 'waiting' },
  normal: { icon: Equal, tone: 'plain' },
  low: { icon: ChevronDown, tone: 'plain' },
}

/** The icon of an inbox, by what its channel can do. */
export function channelIcon(inbox: Pick<Inbox, 'abilities'> | undefined): LucideIcon {
  if (inbox?.abilities.live) return MessageCircle
  if (inbox?.abilities.copies && inbox.abilities.startsConversations) return Mail
  return ClipboardList
}

interface StatusProps {
  status: Status
  size?: number
}

/** The coloured sign of a status. The word stands beside it or in a title. */
export function StatusIcon({ status, size = 15 }: StatusProps) {
  const Icon = statusIcons[status]
  return <Icon size={size} color={`var(--c-${status})`} aria-hidden="true" style={{ flex: 'none' }} />
}

interface PriorityProps {
  priority: Priority
  size?: number
}

/** The sign of a priority. */
export function PriorityIcon({ priority, size = 15 }: PriorityProps) {
  const { icon: Icon, tone } = priorityIcons[priority]
  const colour = tone === 'plain' ? 'var(--c-text-faint)' : `var(--c-${tone})`
  return <Icon size={size} color={colour} aria-hidden="true" style={{ flex: 'none' }} />
}

interface ChannelProps {
  inbox: Inbox | undefined
  size?: number
  className?: string | undefined
}

/** The sign of an inbox; its name is its label. */
export const ChannelSign = ({ inbox, size = 14, className }: ChannelProps) =>
  createElement(channelIcon(inbox), {
    size,
    className,
    color: className ? undefined : 'var(--c-text-faint)',
    ...(inbox ? { role: 'img', 'aria-label': inbox.name } : { 'aria-hidden': true }),
  })
