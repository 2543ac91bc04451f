import type { Caller } from '../../kernel/caller.ts'
import { forbidden } from '../../kernel/errors.ts'

/** Whoever is told of things; throws for programs of nobody's. */
export const demandPerson = (caller: Caller): string => {
  if (caller.id === undefined)
    throw forbidden('notifications.nobody', 'Only a person can be told of something.')
  return caller.id
}
