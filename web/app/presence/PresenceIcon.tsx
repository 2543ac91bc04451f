import { Circle, CircleDashed, Clock, GraduationCap, type LucideIcon, Moon, Phone } from 'lucide-react'
import type { PresenceLook } from './presence-words.ts'

/** A shape for each: the colour only says whether somebody can be given something. */
const signs: Record<PresenceLook, LucideIcon> = {
  online: Circle,
  gone: CircleDashed,
  away: Clock,
  call: Phone,
  training: GraduationCap,
  off: Moon,
}

/** The sign of what somebody does. Its word stands beside it. */
export function PresenceIcon({ look, size = 14 }: { look: PresenceLook; size?: number }) {
  const Icon = signs[look]
  const colour = look === 'online' ? 'var(--c-resolved)' : 'var(--c-text-dim)'
  return (
    <Icon
      size={size}
      color={colour}
      fill={look === 'online' ? colour : 'none'}
      strokeWidth={2.25}
      aria-hidden="true"
      style={{ flex: 'none' }}
    />
  )
}
