import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { deleteBrand } from '../workspace/index.ts'
import { inboxRows } from './queries.ts'

/** Removes a brand that no inbox uses; says which ones do otherwise. */
export const removeBrand = async (tx: Tx, caller: Caller, brandId: string): Promise<null> => {
  demand(caller, 'settings.write')
  const users = (await inboxRows(tx)).filter((inbox) => inbox.brandId === brandId)
  if (users.length > 0) {
    const names = users.map(({ name }) => `“${name}”`).join(', ')
    throw conflict('inboxes.brand-used', `${names} use this brand. Give them another one first.`)
  }
  await deleteBrand(tx, caller, brandId)
  return null
}
