import type { z } from 'zod'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { FILTERS, type Variables } from '../../kernel/variables/index.ts'
import { SPOKEN_OF } from '../conversations/index.ts'
import type { templates } from './contract.ts'

/** Everything that answers may name, in the order in which the rooms declare it. */
export const listVariables = async (
  db: Db,
  caller: Caller,
  variables: Variables,
): Promise<z.output<typeof templates.listVariables.output>> => {
  demand(caller, 'conversations.reply')
  const found = await variables.list(db, SPOKEN_OF)
  return {
    variables: found.map(({ name, about, title, kind, always }) => ({ name, about, title, kind, always })),
    filters: FILTERS.map(({ name, title, takes, argument }) => ({
      name,
      title,
      takes: [...takes],
      argument: argument?.example ?? null,
    })),
  }
}
