/** A comment, a tag or an entity of HTML: where it is written, and the name of the element or the entity. */
export interface Piece {
  kind: 'comment' | 'tag' | 'entity'
  from: number
  to: number
  name: string
}

const BEGINS = /[<&]/g
/** Browsers know some names without a semicolon behind them, whatever follows: of those only these stand between digits. */
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|(nbsp|shy|\w{2,16}));?/iy
const OPENING = /<\/?([a-z][a-z0-9]{0,30})/iy
const STOPS = /[>"']/g
/** How often a quotation mark in a tag may lack its fellow before no mark counts any more. */
const MOST_MISSES = 100

/**
 * The comments, tags and entities of HTML in their order, however broken it is; everything else is text. In linear time: what
 * has no end is looked for once.
 */
export function* piecesOf(html: string): Generator<Piece> {
  const ends = endsIn(html)
  let at = 0
  for (;;) {
    BEGINS.lastIndex = at
    const found = BEGINS.exec(html)
    if (!found) return
    const piece = html[found.index] === '&' ? entityAt(html, found.index) : elementAt(html, found.index, ends)
    if (piece) yield piece
    at = piece ? piece.to : found.index + 1
  }
}

const entityAt = (html: string, from: number): Piece | undefined => {
  ENTITY.lastIndex = from
  const found = ENTITY.exec(html)
  return found ? { kind: 'entity', from, to: ENTITY.lastIndex, name: found[1] ?? '' } : undefined
}

const elementAt = (html: string, from: number, ends: Ends): Piece | undefined => {
  if (html.startsWith('<!--', from)) {
    const to = ends.comment(from + 4)
    return to === undefined ? undefined : { kind: 'comment', from, to, name: '' }
  }
  OPENING.lastIndex = from
  const found = OPENING.exec(html)
  const to = found ? ends.tag(from + found[0].length) : undefined
  return to === undefined ? undefined : { kind: 'tag', from, to, name: found?.[1] ?? '' }
}

type Ends = ReturnType<typeof endsIn>

/** Finds where comments and tags end, and remembers what has no end in the rest of the text. */
const endsIn = (html: string) => {
  /** From where on a text is nowhere any more. */
  const without = new Map<string, number>()
  const find = (text: string, from: number): number | undefined => {
    if (from >= (without.get(text) ?? Infinity)) return undefined
    const at = html.indexOf(text, from)
    if (at >= 0) return at
    without.set(text, from)
    return undefined
  }
  let misses = 0
  /** The end of a tag where its quotation marks are in pairs. */
  const paired = (from: number): number | undefined => {
    STOPS.lastIndex = from
    for (;;) {
      const stop = STOPS.exec(html)
      if (!stop) return undefined
      if (stop[0] === '>') return stop.index + 1
      const fellow = find(stop[0], stop.index + 1)
      if (fellow === undefined) return undefined
      STOPS.lastIndex = fellow + 1
    }
  }
  const end = (text: string, from: number): number | undefined => {
    const at = find(text, from)
    return at === undefined ? undefined : at + text.length
  }
  return {
    comment: (from: number): number | undefined => end('-->', from),
    tag(from: number): number | undefined {
      const to = misses < MOST_MISSES ? paired(from) : undefined
      if (to !== undefined) return to
      misses += 1
      return end('>', from)
    },
  }
}
