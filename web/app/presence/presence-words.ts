import type { TFunction } from 'i18next'
import type { Presence, PresenceState } from '../../api/reads/presence.ts'

/** Every state, in the order in which they are offered. */
export const presenceStates: readonly PresenceState[] = ['online', 'away', 'call', 'training', 'off']

/** What somebody looks like to others: online without an open screen is `gone`. */
export type PresenceLook = PresenceState | 'gone'

/** How somebody looks to others. */
export const lookOf = ({ state, here }: Pick<Presence, 'state' | 'here'>): PresenceLook =>
  state === 'online' && !here ? 'gone' : state

/** A state with its reason, as one would say it: 離席中（昼休み）. */
export function presenceWords(
  t: TFunction<'presence'>,
  look: PresenceLook,
  reason: string | null | undefined,
): string {
  const state = t(`state.${look}`)
  return reason ? t('withReason', { state, reason }) : state
}
