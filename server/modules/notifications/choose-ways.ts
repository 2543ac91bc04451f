import type { Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { forbidden, invalid } from '../../kernel/errors.ts'
import { WAYS, type Happenings, type Way } from '../../kernel/happenings/index.ts'
import type { NotificationSettings } from './contract.ts'
import { choiceRows, putChoices } from './queries/choices.ts'

/** In the order in which they are listed; a way that there is no more is left out. */
const known = (ways: readonly string[]): Way[] => WAYS.filter((way) => ways.includes(way))

/** Whoever is told of things; throws for programs of nobody's. */
export const demandPerson = (caller: Caller): string => {
  if (caller.id === undefined)
    throw forbidden('notifications.nobody', 'Only a person can be told of something.')
  return caller.id
}

/** Everything that people may be told of, and how the caller is. */
export const readChoices = async (
  db: Db,
  caller: Caller,
  happenings: Happenings,
): Promise<NotificationSettings> => {
  const chosen = new Map(
    (await choiceRows(db, demandPerson(caller))).map(({ happening, ways }) => [happening, ways]),
  )
  return {
    choices: happenings.list().map(({ name, title, usual }) => ({
      happening: name,
      title,
      ways: known(chosen.get(name) ?? usual),
      usual: known(usual),
    })),
  }
}

/** Keeps how the caller wants to be told of some things. Throws `invalid` for what nobody is told of. */
export const saveChoices = async (
  tx: Tx,
  caller: Caller,
  happenings: Happenings,
  ways: Readonly<Record<string, readonly Way[]>>,
): Promise<NotificationSettings> => {
  const agentId = demandPerson(caller)
  const chosen = Object.entries(ways).map(([happening, these]) => ({ happening, ways: known(these) }))
  if (chosen.some(({ happening }) => !happenings.named(happening)))
    throw invalid(
      'notifications.unknown',
      'One of these is nothing that people are told of. Load the page again.',
    )
  if (chosen.length > 0) await putChoices(tx, agentId, chosen)
  return readChoices(tx, caller, happenings)
}
