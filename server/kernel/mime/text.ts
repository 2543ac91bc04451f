import { compile } from 'html-to-text'
import { isNestedTooDeep } from './nesting.ts'

/** HTML longer than this (UTF-16 units) is cut before it is read; the original is kept elsewhere. */
const longestHtml = 4_000_000
/**
 * More than letters and shops' mailings have. What stands behind is read for its words alone: converting takes half a
 * second a million units, in which the process does nothing else.
 */
const longestConverted = 128_000

const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: longestConverted },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
    { selector: 'img', format: 'pictureName' },
    { selector: 'head', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'template', format: 'skip' },
    { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'ul', options: { itemPrefix: '・' } },
    { selector: 'hr', options: { length: 20 } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 1 },
    })),
  ],
  formatters: {
    // A picture's alternative text is often its only meaning (a greeting, a button); its address never is.
    pictureName: (elem, _walk, builder) => {
      const alt = (elem.attribs as Record<string, string> | undefined)?.alt?.trim()
      if (alt) builder.addInline(alt)
    },
  },
})

const tidy = (text: string): string =>
  text
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

/** The words without the tags: better than nothing where the structure is hopeless. */
const bareWords = (html: string): string => html.replaceAll(/<[^<>]*>/g, ' ').replaceAll(/\s+/g, ' ')

/** The part that is converted, and what stands behind it; never parted within a tag, where one is closed before. */
const partsOf = (html: string): [string, string] => {
  if (html.length <= longestConverted) return [html, '']
  const end = html.lastIndexOf('>', longestConverted - 1) + 1 || longestConverted
  return [html.slice(0, end), html.slice(end)]
}

/**
 * Plain text of an HTML body: paragraphs become lines, links keep their address in angle brackets,
 * quotations get `> `. Never throws; hostile nesting and length are capped, and what goes on for very long keeps its
 * words without its structure. For reading, search and previews, never for display as HTML.
 */
export const htmlToText = (html: string): string => {
  const some = html.slice(0, longestHtml)
  const [first, rest] = partsOf(some)
  try {
    return tidy(isNestedTooDeep(first) ? bareWords(some) : `${convert(first)}\n${bareWords(rest)}`)
  } catch {
    return tidy(bareWords(some))
  }
}
