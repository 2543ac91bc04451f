import type { SearchRun } from '../../../kernel/search-text.ts'

/** Lengths of the beginnings by which a word is found; a search takes the longest that it fills. */
const BEGINNINGS = [3, 4, 6, 9]
const SHORTEST_BEGINNING = 3
const LONGEST_BEGINNING = 9
/** Of a telephone number: those who look for a part of it type four digits or more. */
const SHORTEST_ENDING = 4
/** Between the parts of a telephone number, and of an address before the @. */
const IN_PHONE = /^[-. ()]{1,2}$/
const IN_LOCAL_PART = /^[-._+]$/
/** Of one text: they take more room than the text itself. */
const MOST_TOKENS = 5000
const MOST_PARTS = 6
const LONGEST_PART = 30

const isNumber = (run: SearchRun | undefined): run is SearchRun =>
  run !== undefined && !run.cjk && /^\p{N}/u.test(run.text)

const between = (text: string, one: SearchRun, other: SearchRun): string =>
  text.slice(one.at + one.text.length, other.at)

/** Beginnings of a word that are tokens: of 3, 4, 6 and 9 characters, or the whole when shorter. */
export const beginnings = (word: string): string[] => {
  const characters = Array.from(word)
  if (characters.length < SHORTEST_BEGINNING) return [word]
  return BEGINNINGS.filter((length) => length <= characters.length).map((length) =>
    characters.slice(0, length).join(''),
  )
}

/** The parts of a number with hyphens, from a run of digits on; of another run that run alone. */
export const numberAt = (text: string, runs: readonly SearchRun[], at: number): string[] => {
  let last = runs[at] as SearchRun
  const parts = [last.text]
  while (isNumber(last) && parts.length < MOST_PARTS) {
    const next = runs[at + parts.length]
    if (!isNumber(next) || between(text, last, next) !== '-') break
    parts.push(next.text)
    last = next
  }
  return parts
}

/** A telephone number of Japan from a run on, with its leading 0: ten or eleven digits. */
const phoneAt = (text: string, runs: readonly SearchRun[], at: number): string | undefined => {
  let last = runs[at] as SearchRun
  const abroad = last.text.startsWith('81') && text[last.at - 1] === '+'
  if (!abroad && !last.text.startsWith('0')) return undefined
  let digits = last.text
  for (let n = 1; n < MOST_PARTS && digits.length < 12; n += 1) {
    const next = runs[at + n]
    if (!isNumber(next) || !IN_PHONE.test(between(text, last, next))) break
    digits += next.text
    last = next
  }
  const national = abroad ? digits.replace(/^810?/, '0') : digits
  return /^0\d{9,10}$/.test(national) ? national : undefined
}

/** The runs of an address that stand before its @, where a run is the last of them. */
const localPart = (text: string, runs: readonly SearchRun[], at: number): string[] => {
  const parts: string[] = []
  for (let n = at; n >= 0 && parts.length < MOST_PARTS; n -= 1) {
    const [run, next] = [runs[n] as SearchRun, runs[n + 1]]
    if (run.cjk || (n < at && next && !IN_LOCAL_PART.test(between(text, run, next)))) break
    parts.push(run.text.slice(0, LONGEST_PART))
  }
  return parts
}

const endings = (word: string, shortest: number, first: number): string[] =>
  Array.from({ length: Math.max(0, word.length - shortest - first + 1) }, (_, at) =>
    word.slice(first + at, first + at + LONGEST_BEGINNING),
  )

/**
 * Tokens by which a text is found although something was typed in another way: numbers with hyphens by all of their
 * parts together, telephone numbers by any four digits, addresses by what begins at any letter before the @.
 */
export const looseTokens = (text: string, runs: readonly SearchRun[]): string[] => {
  const found: string[] = []
  if (!/[\d@]/.test(text)) return found
  for (const [at, run] of runs.entries()) {
    if (run.cjk) continue
    if (found.length > MOST_TOKENS) break
    if (text[run.at + run.text.length] === '@')
      for (const part of localPart(text, runs, at))
        found.push(...endings(part, SHORTEST_BEGINNING, 1).flatMap(beginnings))
    if (!isNumber(run)) continue
    const parts = numberAt(text, runs, at)
    if (parts.length > 1) found.push(...beginnings(parts.join('')))
    const phone = phoneAt(text, runs, at)
    if (phone) found.push(...endings(phone, SHORTEST_ENDING, 0).flatMap(beginnings))
  }
  return found
}
