import { isAttribution, isRule, separatorKind, startsHeaderBlock } from './quote-headers.ts'

/**
 * A stretch of somebody else's words: `[from, to)` in UTF-16 units of the text.
 * `history`: what lies under the answer, or a long quotation: fold it. `inline`: up to three quoted lines that
 * the writer answers to directly; they read better open. `forward`: passed on, with nothing above it or marked
 * as forwarded, so the reader wants to see it.
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

/** How many lines (1 to 3) an attribution takes at `at`; long names and addresses are wrapped by the sender's program. */
const attributionLines = (lines: Line[], at: number): number => {
  let joined = ''
  for (let count = 1; count <= 3; count++) {
    const line = lines[at + count - 1]
    if (!line || isBlank(line) || quoted.test(line.text)) return 0
    joined = joined ? `${joined} ${line.text.trim()}` : line.text.trim()
    if (isAttribution(joined)) return count
  }
  return 0
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
    const passedOn = separator === 'forward' || lines.slice(0, at).every(isBlank)
    return { end: lines.length, kind: passedOn ? 'forward' : 'history' }
  }
  const header = attributionLines(lines, at)
  if (header === 0) return undefined
  const body = skipBlank(lines, at + header)
  const next = lines[body]
  // `On … wrote:` over marked lines ends with them, so that an answer below stays open.
  return { end: next && quoted.test(next.text) ? endOfMarked(lines, body) : lines.length, kind: 'history' }
}

/**
 * Finds the quoted parts of a plain text, in order and without overlap, so that a screen can fold them.
 * It never removes anything; where it is unsure it finds nothing. Linear in the length of the text.
 */
export const foldQuotes = (text: string): QuoteRange[] => {
  const lines = splitLines(text)
  const texts = lines.map((line) => line.text)
  const ranges: QuoteRange[] = []
  for (let at = 0; at < lines.length; ) {
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
  return ranges
}
