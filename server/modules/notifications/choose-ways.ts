import type { Caller } from '../../kernel/caller.ts'
import type { Db, Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { WAYS, type Happenings, type Way } from '../../kernel/happenings/index.ts'
import { agentsByIds } from '../agents/index.ts'
import { systemMail } from '../access/index.ts'
import { demandPerson } from './demand-person.ts'
import type { Choice, NotificationSettings } from './contract.ts'
import { readPreferences } from './outward/save-preferences.ts'
import { choiceRows, putChoices } from './queries/choices.ts'

/** In the order in which they are listed; a way that there is no more is left out. */
const known = (ways: readonly string[]): Way[] => WAYS.filter((way) => ways.includes(way))

/** Everything that people may be told of, and how the caller is. */
const readChoices = async (db: Db, caller: Caller, happenings: Happenings): Promise<Choice[]> => {
  const chosen = new Map(
    (await choiceRows(db, demandPerson(caller))).map(({ happening, ways }) => [happening, ways]),
  )
  return happenings.list().map(({ name, title, usual }) => ({
    happening: name,
    title,
    ways: known(chosen.get(name) ?? usual),
    usual: known(usual),
  }))
}

/** How the caller is told of what, and when outside of the app. */
export const readSettings = async (
  db: WorkspaceDb,
  caller: Caller,
  happenings: Happenings,
): Promise<NotificationSettings> => {
  const [choices, preferences, [agent]] = await Promise.all([
    readChoices(db, caller, happenings),
    readPreferences(db, caller),
    agentsByIds(db, [demandPerson(caller)]),
  ])
  const mailReady = agent !== undefined && (await systemMail(db, agent.email)) !== undefined
  return { choices, preferences, mailReady }
}

/** Keeps how the caller wants to be told of some things. Throws `invalid` for what nobody is told of. */
export const saveChoices = async (
  tx: Tx,
  caller: Caller,
  happenings: Happenings,
  ways: Readonly<Record<string, readonly Way[]>>,
): Promise<{ choices: Choice[] }> => {
  const agentId = demandPerson(caller)
  const chosen = Object.entries(ways).map(([happening, these]) => ({ happening, ways: known(these) }))
  if (chosen.some(({ happening }) => !happenings.named(happening)))
    throw invalid(
      'notifications.unknown',
      'One of these is nothing that people are told of. Load the page again.',
    )
  if (chosen.length > 0) await putChoices(tx, agentId, chosen)
  return { choices: await readChoices(tx, caller, happenings) }
}
