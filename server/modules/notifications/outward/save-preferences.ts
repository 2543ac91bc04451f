import type { Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { demandPerson } from '../demand-person.ts'
import { DEFAULTS, preferenceRows, putPreferences, type Preferences } from '../queries/preferences.ts'

/** When and how the caller is told outside of the app. */
export const readPreferences = async (db: Db, caller: Caller): Promise<Preferences> => {
  const agentId = demandPerson(caller)
  return (await preferenceRows(db, [agentId])).get(agentId) ?? DEFAULTS
}

/** Keeps when and how the caller is told outside of the app; what waits already is looked at by it. */
export const savePreferences = async (
  tx: Tx,
  caller: Caller,
  preferences: Preferences,
): Promise<Preferences> => {
  await putPreferences(tx, demandPerson(caller), preferences)
  return preferences
}
