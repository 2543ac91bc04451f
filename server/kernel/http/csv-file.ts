import { StreamedFile } from './streamed-file.ts'

/** A value of a cell. */
export type Cell = string | number | null

// What a spreadsheet would take for a formula, full-width signs included.
const FORMULA = /^[\s]*[=+\-@\t\r＝＋－＠]/

const cell = (value: Cell): string => {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** One line of CSV (RFC 4180). A text that a spreadsheet would run as a formula is put behind an apostrophe. */
const csvLine = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`

/** A CSV file that is written while it is sent: UTF-8 with a byte order mark, as spreadsheets want it. Never cached. */
export class CsvFile extends StreamedFile {
  constructor(name: string, lines: () => AsyncIterable<readonly Cell[]>) {
    const text = async function* (): AsyncGenerator<string> {
      yield '\uFEFF'
      for await (const cells of lines()) yield csvLine(cells)
    }
    super(name, 'text/csv', text)
  }
}
