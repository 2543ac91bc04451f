import type { Db } from '../../../kernel/db/index.ts'
import type { Place } from '../cursor.ts'
import { FIRST_ID } from '../../../kernel/ids.ts'
import { searchIndex, searchNewest, type Found, type SearchScope } from '../queries/search.ts'
import {
  blockBefore,
  blockToken,
  levelFor,
  momentOf,
  smallestBlock,
  startOfBlock,
  TOP_LEVEL,
} from './time-blocks.ts'

/** How much is read at a time. Tests read less, so that little data has many blocks. */
export interface SearchSizes {
  /** Common words fill a page among so many of the newest documents. */
  newest: number
  /** More documents with all tokens in one block of time than this: the block is too large. */
  many: number
  /** Fewer: the next block may be larger. */
  few: number
}

const SIZES: SearchSizes = { newest: 2000, many: 800, few: 80 }

/**
 * Finds documents, newest first: at least `limit` when there are as many. First in the newest documents themselves,
 * then in the text index, block of time by block of time into the past. Blocks grow while they hold little and shrink
 * where they hold too much, so that a common word is not read from years of messages for the sake of one page.
 */
export const findDocuments = async (
  db: Db,
  scope: SearchScope,
  place: Place,
  limit: number,
  sizes: SearchSizes = SIZES,
): Promise<Found[]> => {
  // A customer's documents are few: one question for all of them.
  if (scope.customerId !== null) {
    const all = await searchIndex(db, scope, place, limit, sizes.many)
    if (all.candidates <= sizes.many) return all.found
  }
  const newest = await searchNewest(db, scope, place, limit, sizes.newest)
  const { found, edge, first, last, oldest } = newest
  if (found.length >= limit || !edge || !first || !last || !oldest) return found
  // As many documents as should hold a page, going by what the newest held.
  const wanted = (sizes.newest * limit) / (found.length + 1)
  const level = levelFor(wanted, sizes.newest, first, last)
  const start = { last, oldest, level }
  return [...found, ...(await findInBlocks(db, scope, edge, limit - found.length, start, sizes))]
}

const findInBlocks = async (
  db: Db,
  scope: SearchScope,
  edge: Place,
  limit: number,
  start: { last: Date; oldest: Date; level: number },
  sizes: SearchSizes,
): Promise<Found[]> => {
  const found: Found[] = []
  const from = scope.from === null ? start.oldest : new Date(scope.from)
  const lowest = smallestBlock(from > start.oldest ? from : start.oldest)
  let { level } = start
  let place = edge
  let end = smallestBlock(start.last) + 1
  /** Inside a block that was too large only smaller ones are tried. */
  let tooLarge = { level: TOP_LEVEL + 1, start: end }
  while (found.length < limit && end > lowest) {
    const block = blockBefore(end, end > tooLarge.start ? Math.min(level, tooLarge.level - 1) : level)
    const most = block.level === 0 ? null : sizes.many
    const tsqueries = [...scope.tsqueries, `'${blockToken(block)}'`]
    const result = await searchIndex(db, { ...scope, tsqueries }, place, limit - found.length, most)
    if (most !== null && result.candidates > most) {
      tooLarge = { level: block.level, start: startOfBlock(block) }
      continue
    }
    found.push(...result.found)
    level = result.candidates < sizes.few ? block.level + 1 : block.level
    end = startOfBlock(block)
    place = { at: momentOf(end).toISOString(), id: FIRST_ID }
  }
  return found
}
