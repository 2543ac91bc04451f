import type { TroubleCode } from '../contract-variables.ts'

/** Something wrong with a text, and where: line and column are counted from one, in characters. */
export interface Trouble {
  code: TroubleCode
  line: number
  column: number
  /** What stands there. */
  what: string
}

/** The same by how far into the text it is. */
export interface Fault {
  code: TroubleCode
  at: number
  what: string
}

/** `{{ … }}` as it stands in a text. */
interface Placeholder {
  /** With its braces. */
  source: string
  inner: string
  at: number
}

/** A text taken apart at its braces. */
interface Parsed {
  pieces: (string | Placeholder)[]
  faults: Fault[]
}

/**
 * Braces as a Japanese keyboard gives them count, too: nobody means them as words, and customers would read them. Of three,
 * the first is a word.
 */
const BRACES = /(\{\{(?!\{)|｛｛(?!｛))|\}\}|｝｝/g

const LONGEST_QUOTE = 60

/** More than these help nobody, of errors and of warnings each. */
const MOST_TROUBLES = 20

const quoted = (what: string): string =>
  Array.from(what.slice(0, 2 * LONGEST_QUOTE))
    .slice(0, LONGEST_QUOTE)
    .join('')
    .trim()

const byPlace = (one: Fault, other: Fault): number => one.at - other.at

/** The first faults of a text with their places, in its order; it is gone through once, however many there are. */
export const troublesOf = (text: string, faults: readonly Fault[]): Trouble[] => {
  const inOrder = faults.toSorted(byPlace)
  const first = (warnings: boolean): Fault[] =>
    inOrder.filter(({ code }) => (code === 'may-be-empty') === warnings).slice(0, MOST_TROUBLES)
  let [line, column, from] = [1, 1, 0]
  return [...first(false), ...first(true)].toSorted(byPlace).map(({ code, at, what }) => {
    const lines = text.slice(from, at).split('\n')
    if (lines.length > 1) column = 1
    line += lines.length - 1
    column += Array.from(lines.at(-1) ?? '').length
    from = at
    return { code, line, column, what: quoted(what) }
  })
}

/** The beginning of a line, from a place on. */
const lineAt = (text: string, at: number): string =>
  text.slice(at, at + 2 * LONGEST_QUOTE).split('\n', 1)[0] ?? ''

/** Takes a text apart at its braces. What stands between two pairs is neither nested nor looked into. */
export const parseText = (text: string): Parsed => {
  const pieces: Parsed['pieces'] = []
  const faults: Fault[] = []
  const unclosed = (at: number): number => faults.push({ code: 'unclosed', at, what: lineAt(text, at) })
  let open: number | undefined
  let end = 0
  for (const { index, 0: braces, 1: opens } of text.matchAll(BRACES)) {
    if (opens) {
      if (open !== undefined) unclosed(open)
      open = index
    } else if (open === undefined) faults.push({ code: 'unopened', at: index, what: braces })
    else {
      if (open > end) pieces.push(text.slice(end, open))
      end = index + braces.length
      pieces.push({ source: text.slice(open, end), inner: text.slice(open + 2, index), at: open })
      open = undefined
    }
  }
  if (open !== undefined) unclosed(open)
  if (end < text.length) pieces.push(text.slice(end))
  return { pieces, faults }
}
