import {
  hasWordsAbove,
  isAttribution,
  isRule,
  isSureAttribution,
  separatorKind,
  startsHeaderBlock,
} from './quote-headers.ts'

/**
 * A stretch of somebody else's words: `[from, to)` in UTF-16 units of the text.
 * `history`: what lies under the answer, or a long quotation: fold it. `inline`: up to three quoted lines that
 * the writer answers to directly, or a quotation and nothing else; they read better open. `forward`: passed on, with
 * nothing above it or marked as forwarded, so the reader wants to see it.
 */
export interface QuoteRange {
  from: number
  to: number
  kind: 'history' | 'inline' | 'forward'
}

const quoted = /^\s{0,3}[>＞]/
const openLines = 3
/** Beyond this a text is a log or a list, not a letter; the rest is left open. */
const mostLines = 20_000
/** A screen draws each of them and what lies between; the rest is left open, too. */
const mostRanges = 500

interface Line {
  text: string
  from: number
  to: number
}

const splitLines = (text: string): Line[] => {
  const lines: Line[] = []
  for (let from = 0; from <= text.length && lines.length < mostLines; ) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    lines.push({
      text: text.slice(from, Math.min(to, from + 1000)).replace(/\r$/, ''),
      from,
      to: end < 0 ? to : to + 1,
    })
    from = to + 1
  }
  return lines
}

const isBlank = (line: Line | undefined): boolean => line !== undefined && line.text.trim() === ''

/** First line after the run of quoted lines at `at`; blank lines belong to it when quoted ones follow. */
const endOfMarked = (lines: Line[], at: number): number => {
  let end = at
  for (let i = at; i < lines.length; i++) {
    const line = lines[i]
    if (line && quoted.test(line.text)) end = i + 1
    else if (!isBlank(line)) break
  }
  return end
}

const skipBlank = (lines: Line[], at: number): number => {
  let next = at
  while (isBlank(lines[next])) next++
  return next
}

interface Found {
  end: number
  kind: QuoteRange['kind']
}

/**
 * Where the quotation ends that an attribution at `at` introduces. It takes one to three lines: long names and
 * addresses are wrapped by the sender's program.
 */
const endOfIntroduced = (lines: Line[], at: number): number | undefined => {
  const above: string[] = []
  for (let next = at; next < at + 3; next++) {
    const line = lines[next]
    if (!line || isBlank(line) || quoted.test(line.text)) return undefined
    above.push(line.text.trim())
    const joined = above.join(' ')
    const body = skipBlank(lines, next + 1)
    const isMarked = quoted.test(lines[body]?.text ?? '')
    // `On … wrote:` over marked lines ends with them, so that an answer below stays open.
    const marked = isMarked && isAttribution(joined)
    if (!marked && !isSureAttribution(joined)) continue
    if (hasWordsAbove(above)) return undefined
    return marked ? endOfMarked(lines, body) : lines.length
  }
  return undefined
}

const field = /^\s{0,3}[^\s:：]{1,20}(?: [^\s:：]{1,20}){0,2}\s?[:：]/
const mostFields = 10

/** Where the marked lines begin that follow the header lines at `at`; undefined where unmarked words follow. */
const markedBelowFields = (lines: Line[], at: number): number | undefined => {
  for (let next = at; next < at + mostFields; next++) {
    const line = lines[next]
    if (!line) return undefined
    if (quoted.test(line.text)) return next
    if (!isBlank(line) && !field.test(line.text)) return undefined
  }
  return undefined
}

/** A quotation that begins at this line, or undefined. */
const quoteAt = (lines: Line[], texts: string[], at: number): Found | undefined => {
  const line = lines[at]
  if (!line || isBlank(line)) return undefined
  if (quoted.test(line.text)) {
    const end = endOfMarked(lines, at)
    const rest = skipBlank(lines, end) >= lines.length
    return { end, kind: rest || end - at > openLines ? 'history' : 'inline' }
  }
  const separator = separatorKind(line.text)
  const block = isRule(line.text) ? skipBlank(lines, at + 1) : at
  // Without marks nothing shows where the foreign words end: they go on to the end of the text.
  if (separator || startsHeaderBlock(texts, block)) {
    const marked = separator === 'forward' ? undefined : markedBelowFields(lines, block + 1)
    // With marks it ends where they end, so that an answer below stays open.
    if (marked !== undefined) return { end: endOfMarked(lines, marked), kind: 'history' }
    const passedOn = separator === 'forward' || lines.slice(0, at).every(isBlank)
    return { end: lines.length, kind: passedOn ? 'forward' : 'history' }
  }
  const end = endOfIntroduced(lines, at)
  return end === undefined ? undefined : { end, kind: 'history' }
}

/** Nothing is folded where nothing else would be left to read. */
const keepSomething = (text: string, ranges: QuoteRange[]): QuoteRange[] => {
  let at = 0
  for (const { from, to, kind } of ranges) {
    if (kind !== 'history' || text.slice(at, from).trim() !== '') return ranges
    at = to
  }
  return text.slice(at).trim() === '' ? ranges.map((range) => ({ ...range, kind: 'inline' })) : ranges
}

/** Every quotation has a mark, a colon or a line of dashes somewhere. Most messages have none, and need no closer look. */
const somethingQuotes = /[>＞:：]|[-_=＿－*─]{2}/

/**
 * Finds the quoted parts of a plain text, in order and without overlap, so that a screen can fold them.
 * It never removes anything; where it is unsure it finds nothing. Linear in the length of the text.
 */
export const foldQuotes = (text: string): QuoteRange[] => {
  if (!somethingQuotes.test(text)) return []
  const lines = splitLines(text)
  const texts = lines.map((line) => line.text)
  const ranges: QuoteRange[] = []
  for (let at = 0; at < lines.length && ranges.length < mostRanges; ) {
    const found = quoteAt(lines, texts, at)
    const first = lines[at]
    const last = found && lines[found.end - 1]
    if (!found || !first || !last) {
      at++
      continue
    }
    ranges.push({ from: first.from, to: last.to, kind: found.kind })
    at = found.end
  }
  return keepSomething(text, ranges)
}
