import type { Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { forbidden } from '../../kernel/errors.ts'
import type { NotificationSettings } from './contract.ts'
import { putSettings, settingsRow } from './queries.ts'

/** Until somebody says otherwise: told of what waits for them alone or was left waiting, and silently. */
export const DEFAULTS: NotificationSettings = {
  desktop: ['mentioned', 'approval', 'approved', 'assigned', 'returned', 'replied'],
  sound: [],
}

/** What the caller wants to be told of. */
export const readSettings = async (db: Db, caller: Caller): Promise<NotificationSettings> =>
  (await settingsRow(db, demandPerson(caller))) ?? DEFAULTS

/** Keeps what the caller wants to be told of. */
export const saveSettings = async (
  tx: Tx,
  caller: Caller,
  settings: NotificationSettings,
): Promise<NotificationSettings> => {
  await putSettings(tx, demandPerson(caller), settings)
  return settings
}

const demandPerson = (caller: Caller): string => {
  if (caller.id === undefined)
    throw forbidden('notifications.nobody', 'Only a person can be told of something.')
  return caller.id
}
