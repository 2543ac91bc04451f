import type { Mode } from './local-draft.ts'

const FIRST = 'first:'

/**
 * A place is where something is written: the id of a conversation or, for a first message that has none yet, one of each
 * customer and one for nobody yet.
 */
export const firstPlace = (customerId: string | undefined): string => `${FIRST}${customerId ?? ''}`

/** Whether a place is one of a first message. */
export const isFirst = (place: string): boolean => place.startsWith(FIRST)

/** The customer of such a place, as the API asks for it. */
export const customerOf = (place: string): { customerId?: string } =>
  place === FIRST ? {} : { customerId: place.slice(FIRST.length) }

/** One of the two tabs of a place: its answer or its note. */
export const tabOf = (place: string, mode: Mode): string => `${place} ${mode}`
