import { foldUnit, prepareSearchText, searchText } from '../../../kernel/search-text-fold.ts'

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
export const makeSnippet = (original: string, marks: readonly RegExp[]): string => {
  const text = original.replace(MARKS, '')
  const from = findStretch(text, marks)
  const pieces = text.slice(from, from + STRETCH).match(PIECE) ?? []
  const hit = matches(pieces, marks)
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

/** Whether something is marked in a snippet. */
export const hasMark = (snippet: string): boolean => snippet.includes(OPEN)

/** Where the stretch of a long text begins that has the first match in it. */
const findStretch = (text: string, marks: readonly RegExp[]): number => {
  for (let at = 0; at < text.length; at += STRETCH - OVERLAP) {
    const normal = searchText(text.slice(at, at + STRETCH))
    if (marks.some((mark) => normal.search(mark) >= 0)) return at
  }
  return 0
}

/** Which pieces belong to a match. `marks` are global expressions. */
const matches = (pieces: readonly string[], marks: readonly RegExp[]): boolean[] => {
  let normal = ''
  let last = 0
  const owner: number[] = []
  pieces.forEach((piece, at) => {
    const prepared = prepare(piece)
    for (let i = 0; i < prepared.length; i += 1) {
      const unit = foldUnit(prepared.charCodeAt(i), last)
      if (unit === 0) continue
      normal += String.fromCharCode(unit)
      owner.push(at)
      last = unit
    }
  })
  const hit = pieces.map(() => false)
  for (const mark of marks) {
    for (const { index, 0: found } of normal.matchAll(mark))
      hit.fill(true, owner[index], (owner[index + found.length - 1] ?? 0) + 1)
  }
  return hit
}

const MOST_PREPARED = 20_000
const preparedPieces = new Map<string, string>()

/** Remembered: texts are made of few characters. */
const prepare = (piece: string): string => {
  const known = preparedPieces.get(piece)
  if (known !== undefined) return known
  const prepared = prepareSearchText(piece)
  if (preparedPieces.size >= MOST_PREPARED) preparedPieces.clear()
  preparedPieces.set(piece, prepared)
  return prepared
}
