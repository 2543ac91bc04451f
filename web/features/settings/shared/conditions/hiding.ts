import type { Expression } from '../../../../api/types.ts'

/** The one above that takes everything, so that the one at a place is never asked. */
export const hiding = <T extends { applies: Expression | null }>(
  all: readonly T[],
  place: number,
): T | undefined => all.slice(0, place).find(({ applies }) => applies === null)
