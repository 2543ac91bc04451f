import { markupLines, type MarkupElement, readMarkup, wordPlaces } from './markup-tree.ts'
import { escapeText } from './escape-text.ts'
import { hasWordsAbove, isAttribution, separatorKind, startsHeaderBlock } from './quote-headers.ts'
import type { QuoteRange } from './quotes.ts'

const quoteClass =
  /\bclass="[^"]*\b(?:gmail_quote|gmail_extra|yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote)/
const prefixClass = /\bclass="[^"]*\b(?:moz-cite-prefix|gmail_attr|OutlookMessageHeader)/
/** The line that Outlook draws above its header block. */
const outlookRule = /border-top:solid #(?:e1e1e1|b5c4df)/i
const mayIntroduce = /^(?:p|div|span|pre|font|b|table|center)$/
const holdsBlocks = /^(?:div|p|table|blockquote|ul|ol)$/
/** Nothing may be put around these: a browser would move it out of the table. What is in a cell folds in the cell. */
const tablePart = /^(?:thead|tbody|tfoot|tr|td|th|caption|colgroup|col)$/

/** How many elements are looked into; a letter has far fewer. Beyond, only marks that need no reading count. */
const mostReadings = 2000
const openLines = 3

/** Whether one of these places, which are in order, lies in `[from, to)`. */
const anyIn = (places: readonly number[], from: number, to: number): boolean => {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return (places[low] ?? to) < to
}

/** Search for quotations in one body. */
class QuoteSearch {
  readonly ranges: QuoteRange[] = []
  readonly #html: string
  readonly #words: number[]
  readonly #pictures: number[]
  #readings = 0

  constructor(html: string) {
    this.#html = html
    this.#words = wordPlaces(html)
    this.#pictures = [...html.matchAll(/<img\b/g)].map(({ index }) => index)
  }

  visit(elements: MarkupElement[]): void {
    for (const element of elements) {
      if (element.from < (this.ranges.at(-1)?.to ?? 0)) continue
      const range = this.#rangeAt(element)
      if (range) this.#add(range)
      else this.visit(element.children)
    }
  }

  /** One that climbed may reach around empty ones before it. */
  #add(range: QuoteRange): void {
    while ((this.ranges.at(-1)?.from ?? -1) >= range.from) this.ranges.pop()
    this.ranges.push(range)
  }

  /** Whether words stand between two edges of tags. */
  #hasWords(from: number, to: number): boolean {
    return anyIn(this.#words, from, to)
  }

  /** The first lines of words; a place without any at its beginning may still have some (`#hasWords`). */
  #lines(from: number, to: number): string[] {
    return markupLines(this.#html.slice(from, Math.min(to, from + 4000)))
  }

  #rangeAt(element: MarkupElement): QuoteRange | undefined {
    if (tablePart.test(element.name)) return undefined
    if (element.name === 'blockquote') return this.#whole(element)
    if (quoteClass.test(element.attributes))
      return this.#holdsAnswers(element) ? undefined : this.#whole(element)
    if (element.attributes.includes('data-quote="header"')) return this.#onwards(element, 'history')
    if (prefixClass.test(element.attributes)) return this.#withNext(element)
    if (!mayIntroduce.test(element.name) || this.#readings >= mostReadings) return undefined
    this.#readings += 1
    return this.#introduced(element)
  }

  /** Judged by the words at the element's beginning. */
  #introduced(element: MarkupElement): QuoteRange | undefined {
    const lines = this.#lines(element.from, element.to).slice(0, 8)
    const outlook = outlookRule.test(element.attributes)
    if (!outlook && element.children.some((child) => holdsBlocks.test(child.name))) return undefined
    const separator = separatorKind(lines[0] ?? '')
    if (separator) return this.#onwards(element, separator === 'forward' ? 'forward' : 'history')
    if (startsHeaderBlock(lines, 0)) return this.#onwards(element, 'history')
    if (lines.length > 3 || !isAttribution(lines.join(' ')) || hasWordsAbove(lines)) return undefined
    return this.#withNext(element)
  }

  #whole(element: MarkupElement): QuoteRange {
    this.#readings += 1
    if (this.#readings > mostReadings) return { from: element.from, to: element.to, kind: 'history' }
    const lines = this.#lines(element.from, element.to)
    const short = lines.length <= openLines && this.#hasWords(element.to, this.#html.length)
    const forward = separatorKind(lines[0] ?? '') === 'forward'
    return { from: element.from, to: element.to, kind: forward ? 'forward' : short ? 'inline' : 'history' }
  }

  /** Gmail keeps answers written between the quoted lines inside its quotation: then only the inner parts fold. */
  #holdsAnswers(element: MarkupElement): boolean {
    const first = element.children.findIndex((child) => child.name === 'blockquote')
    if (first < 0) return false
    let at = element.children[first]?.to ?? element.to
    for (const child of element.children.slice(first + 1)) {
      const own = child.name === 'blockquote' ? child.from : child.to
      if (this.#hasWords(at, own)) return true
      at = child.to
    }
    return this.#hasWords(at, element.to)
  }

  /** An attribution and the quotation that follows it at once; an attribution without one stays open. */
  #withNext(element: MarkupElement): QuoteRange | undefined {
    const siblings = element.parent?.children ?? []
    let at = element.position + 1
    while (siblings[at]?.name === 'br') at += 1
    const next = siblings[at]
    if (!next || (next.name !== 'blockquote' && !quoteClass.test(next.attributes))) return undefined
    if (this.#hasWords(element.to, next.from)) return undefined
    return { from: element.from, to: next.to, kind: 'history' }
  }

  /** What holds an element with nothing above it in there. */
  #boxOf({ parent, from }: MarkupElement): MarkupElement | undefined {
    if (!parent?.name || tablePart.test(parent.name)) return undefined
    const above = this.#hasWords(parent.inner, from) || anyIn(this.#pictures, parent.inner, from)
    return above ? undefined : parent
  }

  /** From the element to the end of what holds it. Outlook wraps its header block, so climb while nothing stands above. */
  #onwards(element: MarkupElement, kind: QuoteRange['kind']): QuoteRange {
    let top = element
    for (let box = this.#boxOf(top); box; box = this.#boxOf(box)) top = box
    const end = top.parent?.name ? top.parent.to - `</${top.parent.name}>`.length : this.#html.length
    const nothingAbove = !this.#hasWords(0, top.from)
    return { from: top.from, to: Math.max(end, top.to), kind: nothingAbove ? 'forward' : kind }
  }
}

/**
 * Finds the quoted parts of HTML that `sanitizeHtml` made: `[from, to)` in the string, each a run of whole
 * sibling elements, outermost only, in order. Nothing is removed.
 */
export const findHtmlQuotes = (html: string): QuoteRange[] => {
  const search = new QuoteSearch(html)
  search.visit(readMarkup(html).children)
  return keepSomething(html, search.ranges)
}

/** Nothing is folded where no other words or pictures would be left. */
const keepSomething = (html: string, ranges: QuoteRange[]): QuoteRange[] => {
  if (ranges.length === 0 || ranges.some(({ kind }) => kind !== 'history')) return ranges
  let open = ''
  let at = 0
  for (const { from, to } of ranges) {
    open += html.slice(at, from)
    at = to
  }
  open += html.slice(at)
  if (open.includes('<img') || markupLines(open).length > 0) return ranges
  return ranges.map((range) => ({ ...range, kind: 'inline' }))
}

/**
 * Puts each quoted part of sanitised HTML into `<details data-quote="…">` with this label: closed for history,
 * open for the rest. Works without scripts, so in a sandboxed frame too.
 */
export const foldHtmlQuotes = (html: string, label: string): string => {
  let result = ''
  let at = 0
  for (const { from, to, kind } of findHtmlQuotes(html)) {
    const open = kind === 'history' ? '' : ' open'
    const summary = `<summary>${escapeText(label)}</summary>`
    result += `${html.slice(at, from)}<details data-quote="${kind}"${open}>${summary}${html.slice(from, to)}</details>`
    at = to
  }
  return result + html.slice(at)
}
