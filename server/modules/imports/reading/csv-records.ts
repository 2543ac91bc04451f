/** How a table is written. */
export interface CsvForm {
  encoding: 'utf-8' | 'utf-16le' | 'shift_jis' | 'euc-jp'
  delimiter: ',' | ';' | '\t'
}

/** A row with the number that it has in a spreadsheet. */
export interface CsvRow {
  cells: string[]
  number: number
  /** Bytes of the file that were read by then. */
  read: number
}

/** No cell may be longer, and no row have more of them. */
const MOST_CELL = 5_000_000
const MOST_CELLS = 1000

/** Recognises encoding and delimiter by the beginning of a table. */
export const formOf = (start: Buffer): CsvForm => {
  const encoding = encodingOf(start)
  const text = new TextDecoder(encoding).decode(start)
  const line = text.split(/\r?\n/, 1)[0] ?? ''
  const count = (sign: string): number => line.split(sign).length
  const delimiter = (['\t', ';', ','] as const).reduce(
    (best, one) => (count(one) > count(best) ? one : best),
    ',',
  )
  return { encoding, delimiter }
}

const encodingOf = (start: Buffer): CsvForm['encoding'] => {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  const broken = (encoding: string): number => {
    // The last character may be cut.
    const text = new TextDecoder(encoding).decode(start, { stream: true })
    return (text.match(/\uFFFD/g) ?? []).length + (text.match(/[\uFF61-\uFF9F]{4,}/g) ?? []).length / 4
  }
  if (broken('utf-8') === 0) return 'utf-8'
  return broken('euc-jp') < broken('shift_jis') ? 'euc-jp' : 'shift_jis'
}

/** The rows of a table (RFC 4180), read as a stream; empty ones are left out. Quotes may stand around anything, lines in them too. */
export const csvRows = async function* (parts: AsyncIterable<Buffer>, form: CsvForm): AsyncGenerator<CsvRow> {
  const decoder = new TextDecoder(form.encoding)
  const reader = new RowReader(form.delimiter)
  for await (const part of parts) {
    reader.read += part.length
    yield* reader.add(decoder.decode(part, { stream: true }))
  }
  yield* reader.add(decoder.decode())
  yield* reader.end()
}

class RowReader {
  read = 0
  readonly #delimiter: string
  #cells: string[] = []
  #cell = ''
  #quoted = false
  /** A quote was read inside of quotes: it ends them, or stands for itself when another one follows. */
  #closing = false
  #number = 0

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  *add(text: string): Generator<CsvRow> {
    for (let i = 0; i < text.length; i += 1) {
      if (this.#quoted && !this.#closing) {
        i = this.#inQuotes(text, i)
        continue
      }
      const sign = text[i] as string
      if (this.#closing) {
        this.#closing = false
        if (sign === '"') {
          this.#put('"')
          continue
        }
        this.#quoted = false
      }
      if (sign === '"' && this.#cell === '') this.#quoted = true
      else if (sign === this.#delimiter) this.#endCell()
      else if (sign === '\n') yield* this.#endRow()
      else if (sign !== '\r') i = this.#plain(text, i)
    }
  }

  *end(): Generator<CsvRow> {
    if (this.#cell !== '' || this.#cells.length > 0) yield* this.#endRow()
  }

  #inQuotes(text: string, from: number): number {
    const end = text.indexOf('"', from)
    const upTo = end < 0 ? text.length : end
    this.#put(text.slice(from, upTo))
    this.#closing = end >= 0
    return upTo
  }

  /** Takes everything up to the next sign that means something. */
  #plain(text: string, from: number): number {
    let i = from
    while (i < text.length) {
      const sign = text[i]
      if (sign === this.#delimiter || sign === '\n' || sign === '\r') break
      i += 1
    }
    this.#put(text.slice(from, i))
    return i - 1
  }

  #put(words: string): void {
    if (this.#cell.length < MOST_CELL) this.#cell += words
  }

  #endCell(): void {
    if (this.#cells.length < MOST_CELLS) this.#cells.push(this.#cell)
    this.#cell = ''
    this.#quoted = false
  }

  *#endRow(): Generator<CsvRow> {
    this.#endCell()
    this.#number += 1
    const row = { cells: this.#cells, number: this.#number, read: this.read }
    this.#cells = []
    if (row.cells.some((cell) => cell !== '')) yield row
  }
}
