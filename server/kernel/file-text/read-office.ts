import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { Collector, limits, Unreadable } from './limits.ts'

/** Parts of a document that hold words, in the order in which they are read. */
const PARTS = [
  /^word\/document\.xml$/,
  /^word\/(?:header|footer|footnotes|endnotes|comments)\d*\.xml$/,
  /^ppt\/slides\/slide\d+\.xml$/,
  /^ppt\/notesSlides\/notesSlide\d+\.xml$/,
  /^xl\/sharedStrings\.xml$/,
  /^xl\/worksheets\/sheet\d+\.xml$/,
  /^content\.xml$/,
]
const rank = (name: string): number => PARTS.findIndex((part) => part.test(name))

/** Elements that hold text: of Word, PowerPoint and Excel `t`, numbers of Excel `v`; of OpenDocument `p` and `h`. */
const TEXT = new Set(['t', 'v'])
const OPEN_DOCUMENT = new Set(['text:p', 'text:h'])
/** At their end, or in their place, a line ends. */
const LINE = new Set(['p', 'h', 'br', 'tr', 'row', 'si', 'line-break', 'table-row', 'sldId'])
const SPACE = new Set(['tab', 'tc', 'c', 's', 'table-cell', 'rPh'])

const stop = new Error('there is no more room')

/**
 * The text of a file of Word, Excel, PowerPoint (since 2007) or of OpenDocument. Only the parts with words are unpacked,
 * into room as large as they say they are, which is counted before; entities that a file defines by itself are errors.
 */
export const readOffice = (bytes: Uint8Array): string => {
  const parts = Object.entries(unpack(bytes)).sort(
    ([one], [other]) => rank(one) - rank(other) || one.localeCompare(other, 'en', { numeric: true }),
  )
  if (parts.length === 0) throw new Unreadable('unknown-kind')
  const collector = new Collector()
  try {
    for (const [name, part] of parts) readPart(name, new TextDecoder().decode(part), collector)
  } catch (error) {
    if (error !== stop) throw error instanceof Unreadable ? error : new Unreadable('damaged')
  }
  return collector.text
}

const unpack = (bytes: Uint8Array): Record<string, Uint8Array> => {
  let room = limits.unpacked
  let count = 0
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (rank(name) < 0) return false
        room -= originalSize
        count += 1
        if (room < 0 || count > limits.parts) throw new Unreadable('too-much')
        return true
      },
    })
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('damaged')
  }
}

const readPart = (part: string, xml: string, collector: Collector): void => {
  const isOpenDocument = part === 'content.xml'
  const parser = new SaxesParser()
  let depth = 0
  let inside = 0
  let shared = false
  const add = (piece: string): void => {
    if (!collector.add(piece)) throw stop
  }
  const holdsText = (name: string): boolean =>
    isOpenDocument ? OPEN_DOCUMENT.has(name) : TEXT.has(local(name)) && !(shared && local(name) === 'v')
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    if (depth > limits.depth) throw new Unreadable('too-much')
    // A cell of this type holds the number of a text that stands in another part.
    if (local(name) === 'c') shared = attributes['t'] === 's'
    if (holdsText(name)) inside += 1
  })
  parser.on('text', (text) => {
    if (inside > 0) add(text)
  })
  parser.on('closetag', ({ name }) => {
    depth -= 1
    if (holdsText(name)) inside -= 1
    if (LINE.has(local(name))) add('\n')
    else if (SPACE.has(local(name))) add(' ')
  })
  parser.on('error', () => {
    throw new Unreadable('damaged')
  })
  parser.write(xml).close()
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)
