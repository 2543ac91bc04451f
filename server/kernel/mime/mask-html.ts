import { piecesOf, type Piece } from './html-pieces.ts'
import { findNumbers, type Masked } from './mask-numbers.ts'

/** Names of characters that stand in or between numbers. */
const NAMED: Record<string, string> = {
  nbsp: '\u00a0',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  hairsp: ' ',
  zwnj: '\u200c',
  zwj: '\u200d',
  ZeroWidthSpace: '\u200b',
  ndash: '–',
  mdash: '—',
  minus: '−',
  shy: '\u00ad',
}
/** Elements that don't end a line: a number may go on behind their tags. */
const IN_LINE = /^(?:a|b|i|u|s|em|strong|span|font|small|big|sub|sup|code|tt|mark|bdi|bdo|wbr|label|abbr)$/i
/** Elements that show line breaks and spaces as they are written; elsewhere a run of them is one space. */
const AS_WRITTEN = /^(?:pre|textarea)$/i

/** One character as it is read, and where it is written. */
interface Character {
  read: string
  from: number
  to: number
}

/**
 * The same for HTML as it came, however broken: in the words between its tags, also where a tag or an entity stands within a
 * number, and in what the tags themselves carry. Everything else stays byte for byte.
 */
export const maskHtmlNumbers = (html: string): Masked => {
  const pieces = [...piecesOf(html)]
  const words = findIn(charactersOf(html, pieces))
  const inTags = pieces.flatMap(({ kind, from, to }) => {
    const piece = html.slice(from, to)
    if (kind === 'entity' || !/\d{12}|\d{4}\D\d{4,6}\D\d{4}/.test(piece.normalize('NFKC'))) return []
    const { places, count } = findNumbers(piece)
    return [{ places: places.map((place) => ({ from: from + place, to: from + place + 1 })), count }]
  })
  const all = [words, ...inTags]
  const count = all.reduce((total, one) => total + one.count, 0)
  if (count === 0) return { text: html, count: 0 }
  const places = all.flatMap((one) => one.places).toSorted((one, other) => one.from - other.from)
  return { text: [...cut(html, places)].join(''), count }
}

const cut = function* (html: string, places: readonly { from: number; to: number }[]): Generator<string> {
  let at = 0
  for (const { from, to } of places) {
    yield html.slice(at, from)
    yield '*'
    at = to
  }
  yield html.slice(at)
}

const findIn = (
  characters: readonly Character[],
): { places: { from: number; to: number }[]; count: number } => {
  const { places, count } = findNumbers(characters.map(({ read }) => read).join(''))
  return { places: places.map((place) => characters[place] as Character), count }
}

const charactersOf = (html: string, pieces: readonly Piece[]): Character[] => {
  const characters: Character[] = []
  let inPre = 0
  /** White space has just been read: more of it shows nothing. */
  let spaced = false
  const plain = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1) {
      const written = html[at] as string
      const folds = inPre === 0 && /[ \t\r\n\f]/.test(written)
      if (!folds || !spaced) characters.push({ read: folds ? ' ' : written, from: at, to: at + 1 })
      spaced = folds
    }
  }
  let at = 0
  for (const piece of pieces) {
    const { from, to } = piece
    plain(at, from)
    at = to
    if (piece.kind === 'tag' && AS_WRITTEN.test(piece.name))
      inPre = html[from + 1] === '/' ? Math.max(0, inPre - 1) : inPre + 1
    for (const read of readOf(html, piece)) {
      characters.push({ read, from, to })
      spaced = false
    }
  }
  plain(at, html.length)
  return characters
}

/** What a tag or an entity reads as, at most one character each: places are counted in UTF-16 units. */
const readOf = (html: string, { kind, from, to, name }: Piece): string[] => {
  if (kind === 'comment') return []
  if (kind === 'tag') return IN_LINE.test(name) ? [] : ['\n']
  const [, decimal, hex] = /^&#(?:(\d+)|x([\da-f]+))/i.exec(html.slice(from, to)) ?? []
  if (decimal === undefined && hex === undefined) return [...(NAMED[name] ?? '&')]
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return code > 0 && code < 0xffff ? [String.fromCharCode(code)] : ['&']
}
