import { findNumbers, type Masked } from './mask-numbers.ts'

const PIECE =
  /<!--[\s\S]*?-->|<\/?([a-z][a-z0-9]*)(?:"[^"]*"|'[^']*'|[^>"'])*>|&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,10}));?/gi
/** Names of characters that stand in or between numbers. */
const NAMED: Record<string, string> = {
  nbsp: '\u00a0',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  ndash: '–',
  mdash: '—',
  minus: '−',
  shy: '',
}
/** Elements that don't end a line: a number may go on behind their tags. */
const IN_LINE = /^(?:a|b|i|u|s|em|strong|span|font|small|big|sub|sup|code|tt|mark|bdi|bdo|wbr|label|abbr)$/i

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
  const words = findIn(charactersOf(html))
  const inTags = [...html.matchAll(PIECE)]
    .filter(
      ([piece]) => piece.startsWith('<') && /\d{12}|\d{4}\D\d{4,6}\D\d{4}/.test(piece.normalize('NFKC')),
    )
    .map(({ 0: piece, index }) => {
      const { places, count } = findNumbers(piece)
      return { places: places.map((place) => ({ from: index + place, to: index + place + 1 })), count }
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

const charactersOf = (html: string): Character[] => {
  const characters: Character[] = []
  const plain = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1) characters.push({ read: html[at] as string, from: at, to: at + 1 })
  }
  let at = 0
  for (const found of html.matchAll(PIECE)) {
    const { index } = found
    plain(at, index)
    at = index + found[0].length
    for (const read of readOf(found)) characters.push({ read, from: index, to: at })
  }
  plain(at, html.length)
  return characters
}

/** What a tag or an entity reads as, at most one character each: places are counted in UTF-16 units. */
const readOf = ([piece, element, decimal, hex, name]: RegExpMatchArray): string[] => {
  if (piece.startsWith('<')) return piece.startsWith('<!--') || IN_LINE.test(element ?? '') ? [] : ['\n']
  if (name !== undefined) return [...(NAMED[name] ?? '&')]
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return code > 0 && code < 0xffff ? [String.fromCharCode(code)] : ['&']
}
