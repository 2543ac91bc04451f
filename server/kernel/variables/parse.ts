import type { TroubleCode } from '../contract-variables.ts'

/** Something wrong with a text, and where: line and column are counted from one, in characters. */
export interface Trouble {
  code: TroubleCode
  line: number
  column: number
  /** What stands there. */
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
  troubles: Trouble[]
}

/** Braces as a Japanese keyboard gives them count, too: nobody means them as words, and customers would read them. */
const BRACES = /(\{\{|｛｛)|\}\}|｝｝/g

const LONGEST_QUOTE = 60

/** A trouble at a place of a text. */
export const troubleAt = (text: string, at: number, code: TroubleCode, what: string): Trouble => {
  const before = text.slice(0, at).split('\n')
  return {
    code,
    line: before.length,
    column: Array.from(before.at(-1) ?? '').length + 1,
    what: Array.from(what.trim()).slice(0, LONGEST_QUOTE).join(''),
  }
}

const lineAt = (text: string, at: number): string => text.slice(at).split('\n', 1)[0] ?? ''

/** Takes a text apart at its braces. What stands between two pairs is neither nested nor looked into. */
export const parseText = (text: string): Parsed => {
  const pieces: Parsed['pieces'] = []
  const troubles: Trouble[] = []
  let open: number | undefined
  let end = 0
  for (const { index, 0: braces, 1: opens } of text.matchAll(BRACES)) {
    if (opens) {
      if (open !== undefined) troubles.push(troubleAt(text, open, 'unclosed', lineAt(text, open)))
      open = index
    } else if (open === undefined) troubles.push(troubleAt(text, index, 'unopened', braces))
    else {
      if (open > end) pieces.push(text.slice(end, open))
      end = index + braces.length
      pieces.push({ source: text.slice(open, end), inner: text.slice(open + 2, index), at: open })
      open = undefined
    }
  }
  if (open !== undefined) troubles.push(troubleAt(text, open, 'unclosed', lineAt(text, open)))
  if (end < text.length) pieces.push(text.slice(end))
  return { pieces, troubles }
}
