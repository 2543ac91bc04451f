import type { HarassmentKind } from '../../../api/reads/harassment.ts'

/** Every kind, in the order of the ministry's manual. */
export const harassmentKinds: readonly HarassmentKind[] = [
  'time',
  'repeat',
  'abuse',
  'violence',
  'threat',
  'authority',
  'confinement',
  'defamation',
  'sexual',
  'demand',
  'other',
]

/** A day so many days from now, in a time zone, as a field takes it. */
export const dayAfter = (days: number, timeZone: string, now = Date.now()): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now + days * 86_400_000)
