import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Shelves } from './contract.ts'
import { today, viewerOf } from './find-template.ts'
import { shelvedTemplates } from './queries/shelves.ts'

const counted = (names: readonly string[]): Shelves['folders'] => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => a.name.localeCompare(b.name))
}

/** By what the answers that the caller sees can be narrowed, with how many there are. */
export const listShelves = async (db: Db, caller: Caller): Promise<Shelves> => {
  demand(caller, 'conversations.reply')
  const all = await shelvedTemplates(db, viewerOf(caller), await today(db))
  const standing = all.filter(({ archived }) => !archived)
  return {
    folders: counted(standing.map(({ folder }) => folder)),
    languages: counted(standing.flatMap(({ languages }) => languages)),
    waiting: standing.filter(({ waiting }) => waiting).length,
    expired: standing.filter(({ expired }) => expired).length,
    archived: all.length - standing.length,
  }
}
