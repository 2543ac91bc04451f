import { OPTIONAL_LONG } from '../../../kernel/search-text-fold.ts'
import { termPatterns, type SearchTerm } from '../../../kernel/search-text.ts'

/** Numbers, perhaps with letters, that may be divided by hyphens: `ord-2026-0012`. */
const NUMBER = /[a-z]*\d[a-z\d]*(?:-[a-z\d]+)*|[a-z]+(?:-[a-z\d]+)+/g
const FEWEST_DIGITS = 3
/** So many digits may be a telephone number, which has other marks than hyphens in it. */
const DIGITS_OF_PHONE = 7
const FROM_ABROAD = String.raw`(?:0|\+?81[-. ()]{0,2}0?)`

/** How the text of a term is compared. */
export interface Comparison {
  /** LIKE patterns that it must match. */
  patterns: string[]
  /** A regular expression, JavaScript's and PostgreSQL's, for where the term stands in a text. */
  expression: string
  /** Whether texts may match the patterns that do not match the expression. */
  loose: boolean
}

/** The comparison for a term. */
export const comparisonOf = (term: SearchTerm): Comparison => {
  let end = 0
  let expression = ''
  let numbers = false
  for (const { index, 0: number } of term.text.matchAll(NUMBER)) {
    const digits = number.match(/\d/g)?.length ?? 0
    if (digits < FEWEST_DIGITS || number.length === 1) continue
    numbers = true
    expression += literal(term.text.slice(end, index)) + divided(number, digits)
    end = index + number.length
  }
  expression += literal(term.text.slice(end))
  return {
    patterns: numbers ? [] : termPatterns(term),
    expression,
    loose: numbers || term.text.slice(0, -1).includes(OPTIONAL_LONG),
  }
}

const divided = (number: string, digits: number): string => {
  const mark = digits < DIGITS_OF_PHONE ? '-?' : '[-. ()]{0,2}'
  const phone = /^0[\d-]+$/.test(number) && digits > DIGITS_OF_PHONE
  const loose = number.replace(/(?<=\d)-?(?=[a-z\d])|(?<=[a-z])-?(?=\d)/g, mark)
  return (phone ? FROM_ABROAD + loose.slice(1) : loose).replace(/(?<=[a-z])-(?=[a-z])/g, '\\-')
}

const literal = (text: string): string =>
  text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replaceAll(OPTIONAL_LONG, 'ー?')
