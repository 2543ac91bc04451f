import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import type { Happenings } from '../../../kernel/happenings/index.ts'
import { isId } from '../../../kernel/ids.ts'
import { sightOf, type Sight } from '../../../kernel/sight.ts'
import { demandPerson } from '../demand-person.ts'
import type { TellingShown } from '../contract-outward.ts'
import { sendingsOf, toldRows } from '../queries/sendings.ts'
import { sayIt } from '../say-it.ts'

interface Page {
  cursor?: string | undefined
  limit: number
}

const pageOf = async (
  db: Db,
  happenings: Happenings,
  whose: { agentId: string; sight: Sight },
  { cursor, limit }: Page,
): Promise<{ items: TellingShown[]; next: string | null }> => {
  if (cursor !== undefined && !isId(cursor))
    throw invalid(
      'notifications.cursor',
      'This cursor does not belong to this list. Start from the first page.',
    )
  const rows = await toldRows(db, { ...whose, before: cursor ?? null, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const [said, sendings] = await Promise.all([
    sayIt(db, happenings, shown),
    sendingsOf(
      db,
      shown.map(({ id }) => id),
    ),
  ])
  return {
    items: said.map(({ row, said: { id, happening, title, conversation, href, count } }) => ({
      id,
      happening,
      title,
      conversation,
      href,
      count,
      at: row.at.toISOString(),
      why: row.why as TellingShown['why'],
      ways: row.ways,
      sendings: sendings
        .filter(({ tellingId }) => tellingId === row.id)
        .map(({ way, state, reason, detail, devices, at, dueAt }) => ({
          way,
          state,
          reason,
          detail,
          devices,
          at: at?.toISOString() ?? null,
          dueAt: dueAt.toISOString(),
        })),
    })),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** What the caller was told, and what became of it. */
export const listTellings = (db: Db, caller: Caller, happenings: Happenings, page: Page) =>
  pageOf(db, happenings, { agentId: demandPerson(caller), sight: sightOf(caller) }, page)

/** The same of somebody else, for whoever helps them; of what both see. */
export const listAgentTellings = (
  db: Db,
  caller: Caller,
  happenings: Happenings,
  { agentId, ...page }: Page & { agentId: string },
) => {
  demand(caller, 'people.write')
  return pageOf(db, happenings, { agentId, sight: sightOf(caller) }, page)
}
