import { decodeHeader } from './decode-header.ts'

/** One header field. `raw` is the unfolded value, one character a byte (latin1), so that nothing is lost yet. */
interface Field {
  name: string
  raw: string
}

const longestValue = 64_000
const mostFields = 2_000

/** The fields of one header block, in order. Names are lower-case. */
export class Headers {
  readonly #fields: Field[]

  constructor(fields: Field[]) {
    this.#fields = fields
  }

  /** Raw values of every field of this name, topmost first. */
  all(name: string): string[] {
    return this.#fields.filter((field) => field.name === name).map((field) => field.raw)
  }

  /** Raw value of the topmost field, trimmed; empty when there is none. */
  first(name: string): string {
    return this.#fields.find((field) => field.name === name)?.raw.trim() ?? ''
  }

  has(name: string): boolean {
    return this.#fields.some((field) => field.name === name)
  }

  /** The topmost field as text for people: encoded words and eight-bit characters decoded, on one line. */
  text(name: string): string {
    return decodeHeader(this.first(name))
  }

  /** True when there is not a single field: not a mail at all. */
  get empty(): boolean {
    return this.#fields.length === 0
  }
}

/** Where the body begins: behind the first empty line, or at the end. */
export const bodyStart = (raw: Buffer): number => {
  const unix = raw.indexOf('\n\n')
  const network = raw.indexOf('\r\n\r\n')
  if (network >= 0 && (unix < 0 || network < unix)) return network + 4
  return unix >= 0 ? unix + 2 : raw.length
}

const fieldLine = /^([!-9;-~]{1,100})[ \t]*:(.*)$/s

/** Reads a header block up to its empty line. Lines that are no field are skipped; endless ones are cut. */
export const readHeaders = (raw: Buffer): Headers => {
  const block = raw.subarray(0, Math.min(bodyStart(raw), 1_000_000)).toString('latin1')
  const fields: Field[] = []
  // A fold keeps its white space, so that words stay apart and raw ISO-2022-JP can be joined again.
  for (const line of block.replaceAll(/\r?\n(?=[ \t])/g, '').split(/\r\n|\n|\r/)) {
    const match = fieldLine.exec(line)
    if (match && fields.length < mostFields)
      fields.push({ name: (match[1] ?? '').toLowerCase(), raw: (match[2] ?? '').slice(0, longestValue) })
  }
  return new Headers(fields)
}
