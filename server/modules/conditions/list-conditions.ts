import { demand, type Caller } from '../../kernel/caller.ts'
import { COMPARISONS, HOWS, type Conditions } from '../../kernel/conditions/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Condition } from './contract.ts'

/** Everything that may be asked of a conversation, in the order in which the rooms declare it. */
export const listConditions = async (
  db: Db,
  caller: Caller,
  conditions: Conditions,
): Promise<Condition[]> => {
  demand(caller, 'conditions.read')
  const found = await conditions.list(db, 'conversation')
  return Promise.all(
    found.map(async ({ name, about, title, kind, choices }) => ({
      name,
      about,
      title,
      kind,
      comparisons: HOWS[kind].map((how) => ({ how, ...COMPARISONS[how] })),
      choices: choices ? [...(await choices(db))] : null,
    })),
  )
}
