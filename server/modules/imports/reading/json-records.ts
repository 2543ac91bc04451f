import { MOST_RECORD, type RawRecord } from './record.ts'

/** Names of lists in which records stand, and of objects around such lists. */
export interface JsonShape {
  lists: ReadonlySet<string>
  around: ReadonlySet<string>
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const COLON = 0x3a
const COMMA = 0x2c
const ID = 'id'

/**
 * Takes JSON apart without holding it: a value a line, the elements of a list, or of the lists in an object (`{"tickets": […]}`).
 * An object is taken for a record unless a list of records comes before anything called `id`.
 */
export const jsonRecords = async function* (
  parts: AsyncIterable<Buffer>,
  shape: JsonShape,
): AsyncGenerator<RawRecord> {
  const splitter = new Splitter(shape)
  for await (const part of parts) yield* splitter.add(part)
  yield* splitter.end()
}

/** A container that is walked through instead of being taken whole. */
interface Container {
  isList: boolean
  name: string
  /** Of an object: the key whose value comes next. */
  key: string
}

class Splitter {
  readonly #shape: JsonShape
  /** The record under way, in parts, with its size. */
  #held: Buffer[] = []
  #size = 0
  #cut = false
  #taking = false
  /** Whether the record may still turn out to be a container. */
  #tentative = false
  #list = ''
  #depth = 0
  #string = false
  #escaped = false
  /** The string that was read last where keys matter. */
  #word: number[] = []
  #lastWord = ''
  readonly #around: Container[] = []
  #at = 0

  constructor(shape: JsonShape) {
    this.#shape = shape
  }

  *add(part: Buffer): Generator<RawRecord> {
    let from = 0
    for (let i = 0; i < part.length; i += 1) {
      const byte = part[i] as number
      if (this.#string) {
        this.#inString(byte)
        continue
      }
      if (!this.#taking && this.#starts(byte)) from = i
      const done = this.#step(byte)
      if (done === 'container') from = i + 1
      if (done === 'record') {
        this.#keep(part.subarray(from, i + 1))
        yield this.#take(this.#at + i + 1)
        from = i + 1
      }
      if (done === 'scalar') {
        this.#keep(part.subarray(from, i))
        yield this.#take(this.#at + i)
        from = i
        i -= 1
      }
    }
    if (this.#taking) this.#keep(part.subarray(from))
    this.#at += part.length
  }

  *end(): Generator<RawRecord> {
    if (this.#taking) yield this.#take(this.#at)
  }

  #inString(byte: number): void {
    if (this.#escaped) this.#escaped = false
    else if (byte === BACKSLASH) this.#escaped = true
    else if (byte === QUOTE) {
      this.#string = false
      this.#lastWord = String.fromCharCode(...this.#word)
    }
    if (this.#word.length < 60 && byte !== QUOTE) this.#word.push(byte)
  }

  /** Begins a record where a value begins; white space, commas and what stands around records begin nothing. */
  #starts(byte: number): boolean {
    const inside = this.#around.at(-1)
    if (byte <= 0x20 || byte === COMMA || byte === COLON || byte === CLOSE_LIST || byte === CLOSE_OBJECT)
      return false
    // A byte order mark.
    if (byte === 0xef || byte === 0xbb || byte === 0xbf) return false
    if (inside && !inside.isList && inside.key === '') return false
    this.#taking = true
    this.#tentative = inside === undefined || !inside.isList
    this.#depth = 0
    this.#list = inside?.isList ? inside.name : (inside?.key ?? '')
    return true
  }

  /** What a byte outside of strings ends. */
  #step(byte: number): 'record' | 'container' | 'scalar' | undefined {
    if (byte === QUOTE) {
      this.#string = true
      this.#word = []
    }
    if (!this.#taking) return this.#between(byte)
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      this.#depth += 1
      if (this.#tentative && this.#walks(byte)) return 'container'
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if (this.#depth === 0) return 'scalar'
      this.#depth -= 1
      if (this.#depth === 0) return 'record'
    } else if (this.#depth === 0 && (byte === COMMA || byte <= 0x20)) return 'scalar'
    else if (this.#depth === 1 && byte === COLON && this.#lastWord === ID) this.#tentative = false
    return undefined
  }

  /** Between records: keys of objects around them, and the ends of those. */
  #between(byte: number): undefined {
    const inside = this.#around.at(-1)
    if (byte === COLON && inside && !inside.isList) inside.key = this.#lastWord
    if (byte === COMMA && inside && !inside.isList) inside.key = ''
    if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      this.#around.pop()
      const outside = this.#around.at(-1)
      if (outside && !outside.isList) outside.key = ''
    }
    return undefined
  }

  /** Whether what was opened just now is walked through; then it is no part of a record any more. */
  #walks(byte: number): boolean {
    const inside = this.#around.at(-1)
    const key = inside && !inside.isList ? inside.key : ''
    if (this.#depth === 1) {
      if (byte === OPEN_LIST && (key === '' || this.#shape.lists.has(key)))
        return this.#walk({ isList: true, name: key, key: '' })
      if (byte === OPEN_OBJECT && key !== '' && this.#shape.around.has(key))
        return this.#walk({ isList: false, name: key, key: '' })
      if (inside) this.#tentative = false
      return false
    }
    if (this.#depth !== 2 || this.#lastWord === ID) return false
    const known = byte === OPEN_LIST ? this.#shape.lists : this.#shape.around
    if (!known.has(this.#lastWord)) return false
    // The object that began here is one around records: it is walked through, and the list or object in it.
    this.#around.push({ isList: false, name: this.#list, key: this.#lastWord })
    return this.#walk({ isList: byte === OPEN_LIST, name: this.#lastWord, key: '' })
  }

  #walk(container: Container): true {
    this.#around.push(container)
    this.#held = []
    this.#size = 0
    this.#taking = false
    return true
  }

  #keep(bytes: Buffer): void {
    if (this.#size + bytes.length > MOST_RECORD) this.#cut = true
    else if (!this.#cut && bytes.length > 0) {
      this.#held.push(bytes)
      this.#size += bytes.length
    }
  }

  #take(end: number): RawRecord {
    const record: RawRecord = {
      bytes: Buffer.concat(this.#held),
      end,
      ...(this.#list === '' ? {} : { list: this.#list }),
      ...(this.#cut ? { cut: true } : {}),
    }
    this.#held = []
    this.#size = 0
    this.#cut = false
    this.#taking = false
    return record
  }
}
