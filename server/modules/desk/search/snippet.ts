import { searchText } from '../../../kernel/search-text.ts'

/** Stand around a match: of the private use area, so that they are never part of a text. */
const OPEN = '\ue000'
const CLOSE = '\ue001'
const MARKS = /[\ue000\ue001]/g

const BEFORE = 30
const AFTER = 120
/** Long texts are looked through in stretches. */
const STRETCH = 2000
/** More than the longest search, so that a match lies in one stretch whole. */
const OVERLAP = 400

/**
 * A character with all that joins it when texts are normalised: accents, half-width voicing marks, parts of Hangul
 * syllables. Normalising piece by piece gives the same as normalising the whole, and each piece knows where it was.
 */
const PIECE = /\s|[^](?:[\p{M}\uff9e\uff9f\u1160-\u11ff\u3131-\u318e\uffa0-\uffdc])*/gu

/** A part of the text around its first match, on one line, with every match between U+E000 and U+E001. */
export const makeSnippet = (original: string, needles: readonly string[]): string => {
  const text = original.replace(MARKS, '')
  const from = findStretch(text, needles)
  const pieces = text.slice(from, from + STRETCH).match(PIECE) ?? []
  const hit = matches(pieces, needles)
  const start = Math.max(0, hit.indexOf(true) - BEFORE)
  const end = Math.min(pieces.length, Math.max(0, hit.indexOf(true)) + AFTER)
  const shown = pieces.slice(start, end).map((piece, at) => {
    const place = start + at
    const opens = hit[place] && (place === start || !hit[place - 1])
    const closes = hit[place] && (place === end - 1 || !hit[place + 1])
    return `${opens ? OPEN : ''}${/\s/.test(piece) ? ' ' : piece}${closes ? CLOSE : ''}`
  })
  const line = shown.join('').replace(/ {2,}/g, ' ').trim()
  const more = end < pieces.length || from + STRETCH < text.length
  return `${from + start > 0 ? '…' : ''}${line}${more ? '…' : ''}`
}

/** Where the stretch of a long text begins that has the first match in it. */
const findStretch = (text: string, needles: readonly string[]): number => {
  for (let at = 0; at < text.length; at += STRETCH - OVERLAP) {
    const normal = searchText(text.slice(at, at + STRETCH))
    if (needles.some((needle) => normal.includes(needle))) return at
  }
  return 0
}

/** Which pieces belong to a match. */
const matches = (pieces: readonly string[], needles: readonly string[]): boolean[] => {
  let normal = ''
  const owner: number[] = []
  pieces.forEach((piece, at) => {
    // Spaces are one, however many there were; a mark that stands alone (゛, ´) begins with one.
    const folded = normal.endsWith(' ') ? fold(piece).trimStart() : fold(piece)
    normal += folded
    for (let i = 0; i < folded.length; i += 1) owner.push(at)
  })
  const hit = pieces.map(() => false)
  for (const needle of needles) {
    for (let at = normal.indexOf(needle); at >= 0; at = normal.indexOf(needle, at + needle.length)) {
      hit.fill(true, owner[at], (owner[at + needle.length - 1] ?? 0) + 1)
    }
  }
  return hit
}

const MOST_FOLDED = 20_000
const foldedPieces = new Map<string, string>()

/** `searchText` of a piece, with the spaces that it would trim. Remembered: texts are made of few characters. */
const fold = (piece: string): string => {
  const known = foldedPieces.get(piece)
  if (known !== undefined) return known
  const folded = searchText(`|${piece}|`).slice(1, -1)
  if (foldedPieces.size >= MOST_FOLDED) foldedPieces.clear()
  foldedPieces.set(piece, folded)
  return folded
}
