/**
 * Time cut into blocks at five levels: six hours, and four times the level below, up to 64 days. Every document bears
 * a token for its block at each level, so that the text index can be asked for one stretch of time alone.
 */

const BASE_MS = 6 * 60 * 60 * 1000
const FACTOR = 4
export const TOP_LEVEL = 4

/** A block: the `index`-th of its level since 1970. */
export interface TimeBlock {
  level: number
  index: number
}

/** Which smallest block a moment is in. */
export const smallestBlock = (at: Date): number => Math.floor(at.getTime() / BASE_MS)

const width = (level: number): number => FACTOR ** level

/** First smallest block inside a block. */
export const startOfBlock = ({ level, index }: TimeBlock): number => index * width(level)

/** The token that all documents in a block bear. */
export const blockToken = ({ level, index }: TimeBlock): string => `@${level}.${index}`

/** The tokens of a document of that moment. */
export const blockTokens = (at: Date): string[] => {
  const smallest = smallestBlock(at)
  return Array.from({ length: TOP_LEVEL + 1 }, (_, level) =>
    blockToken({ level, index: Math.floor(smallest / width(level)) }),
  )
}

/** The block of a level that holds the last smallest block before `end`; it may reach beyond `end`. */
export const blockBefore = (end: number, wanted: number): TimeBlock => {
  const level = Math.max(0, Math.min(wanted, TOP_LEVEL))
  return { level, index: Math.floor((end - 1) / width(level)) }
}

/** The moment at which a smallest block begins. */
export const momentOf = (smallest: number): Date => new Date(smallest * BASE_MS)

/** The level whose blocks hold about `wanted` documents, where `count` documents lie between two moments. */
export const levelFor = (wanted: number, count: number, newest: Date, oldest: Date): number => {
  const blocks = Math.max(1, (newest.getTime() - oldest.getTime()) / BASE_MS)
  const level = Math.floor(Math.log((wanted * blocks) / count) / Math.log(FACTOR))
  return Math.max(0, Math.min(level, TOP_LEVEL))
}
