import { isUtf8 } from 'node:buffer'
import { decodeText } from '../charset/decode-text.ts'
import { decodeHeader } from './decode-header.ts'

/** A header of the form `value; name=text; …`. Values are decoded text. */
export interface Parameterised {
  value: string
  params: Map<string, string>
}

const isPlainAscii = (raw: string): boolean => /^[\t -~]*$/.test(raw)

/** Everything that a name of 255 letters needs in both of its forms, each encoded as wastefully as it gets. */
const longest = 4_000
const most = 100

const nameRun = /[^\s=;"]+/y
const blank = /\s*/y
/** What stands behind a quote that closes a value. */
const behindQuote = /\s*(?:;|$|[\w*-]+\s*=)/y

/** The end of the match at this place; the place itself when there is none. */
const past = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** Index of the quote that closes a value, or the text's end. A backslash escapes whatever follows it. */
const endOfQuoted = (text: string, from: number): number => {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') {
      behindQuote.lastIndex = at + 1
      if (behindQuote.test(text)) return at
    }
  }
  return text.length
}

/** Splits at semicolons outside of quotes. A backslash escapes only a quote or itself: `C:\図.doc` is a name too.
 * A quote inside a name that nobody escaped closes it only where something else follows. Each step goes forward, so
 * that the time grows with the length alone. */
const splitParams = (text: string): [name: string, value: string][] => {
  const found: [string, string][] = []
  for (let at = 0; at < text.length && found.length < most; ) {
    const end = past(nameRun, text, at)
    const equals = past(blank, text, end)
    if (end === at || text[equals] !== '=') {
      at = Math.max(equals, at + 1)
      continue
    }
    const name = text.slice(at, end).toLowerCase()
    const start = past(blank, text, equals + 1)
    if (text[start] === '"') {
      const close = endOfQuoted(text, start + 1)
      found.push([name, text.slice(start + 1, close).replaceAll(/\\(["\\])/g, '$1')])
      at = close + 1
    } else {
      const semicolon = text.indexOf(';', start)
      const close = semicolon < 0 ? text.length : semicolon
      found.push([name, text.slice(start, close).trim()])
      at = close
    }
  }
  return found
}

interface Section {
  order: number
  extended: boolean
  value: string
}

const percentDecoded = (text: string): Buffer =>
  Buffer.concat(
    text
      .split(/(%[0-9A-Fa-f]{2})/)
      .map((piece) =>
        /^%[0-9A-Fa-f]{2}$/.test(piece) ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece),
      ),
  )

/** Joins the sections of one RFC 2231 parameter: `name*0*=utf-8''…; name*1=…`. */
const joinSections = (sections: Section[]): string => {
  sections.sort((a, b) => a.order - b.order)
  if (!sections.some(({ extended }) => extended)) return sections.map(({ value }) => value).join('')
  const [, charset, start] = /^([^']*)'[^']*'(.*)$/s.exec(sections[0]?.value ?? '') ?? []
  const bytes = sections.map(({ value, extended }, index) => {
    const own = index === 0 && start !== undefined ? start : value
    return extended ? percentDecoded(own) : Buffer.from(own)
  })
  return decodeText(Buffer.concat(bytes), charset)
}

/** Some webmail writes `filename="%E8%AB%8B.pdf"` without saying so. */
const withoutStrayPercent = (value: string): string => {
  if (!/%[89A-Fa-f][0-9A-Fa-f]/.test(value) || /\s/.test(value)) return value
  const bytes = percentDecoded(value)
  return isUtf8(bytes) ? bytes.toString('utf8') : value
}

/**
 * Reads a raw Content-Type or Content-Disposition (one character a byte). Understands RFC 2231 with continuations
 * and charsets, encoded words in quotes, raw eight-bit and ISO-2022-JP names, and values without their quotes. Only
 * the first 4,000 characters and 100 parameters are looked at.
 */
export const readParams = (header: string): Parameterised => {
  const raw = header.slice(0, longest)
  // Raw ISO-2022-JP and Shift_JIS hold bytes that look like quotes and backslashes, so they are decoded first.
  const source = isPlainAscii(raw) ? raw : decodeText(Buffer.from(raw, 'latin1'))
  const semicolon = source.indexOf(';')
  const value = (semicolon < 0 ? source : source.slice(0, semicolon))
    .replaceAll(/\([^()]*\)/g, '')
    .trim()
    .toLowerCase()
  const sections = new Map<string, Section[]>()
  const params = new Map<string, string>()
  for (const [key, text] of semicolon < 0 ? [] : splitParams(source.slice(semicolon + 1))) {
    const [, name = key, order, extended] = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(key) ?? []
    if (order === undefined && !extended) {
      if (!params.has(name)) params.set(name, withoutStrayPercent(decodeHeader(toRaw(text))))
      continue
    }
    const list = sections.get(name) ?? []
    list.push({ order: Number(order ?? 0), extended: Boolean(extended), value: text })
    sections.set(name, list)
  }
  // The extended form is the one that the sender's program meant, the plain one is for old readers.
  for (const [name, list] of sections) params.set(name, decodeHeader(toRaw(joinSections(list))))
  return { value, params }
}

/** Decoded text goes through the header decoder once more for its encoded words; as UTF-8 it survives unchanged. */
const toRaw = (text: string): string => Buffer.from(text).toString('latin1')
