import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** Types whose bytes are compressed already. */
const DENSE = /^(?:image\/(?!svg|bmp)|video\/|audio\/|application\/(?:zip|pdf|gzip|x-7z))/

/** A ZIP that is written piece by piece: whoever asks takes what is ready, so that little stands in memory. */
export class ZipFile {
  readonly #zip: Zip
  #ready: Buffer[] = []
  #size = 0
  #failed: Error | undefined

  constructor() {
    this.#zip = new Zip((error, chunk) => {
      if (error) this.#failed ??= error
      else {
        this.#ready.push(Buffer.from(chunk))
        this.#size += chunk.length
      }
    })
  }

  /** Adds a file out of its pieces. */
  async add(
    name: string,
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    type = '',
  ): Promise<void> {
    const entry = DENSE.test(type) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 })
    this.#zip.add(entry)
    for await (const piece of pieces) entry.push(piece)
    entry.push(new Uint8Array(0), true)
    if (this.#failed) throw this.#failed
  }

  /** The same for a text. */
  addText(name: string, text: string): Promise<void> {
    return this.add(name, [Buffer.from(text, 'utf8')])
  }

  /** What is ready, where that is at least so many bytes; empty before. */
  take(least: number): Buffer {
    if (this.#size < least) return Buffer.alloc(0)
    const all = Buffer.concat(this.#ready)
    this.#ready = []
    this.#size = 0
    return all
  }

  /** Writes the list of contents; everything is ready then. */
  end(): void {
    this.#zip.end()
    if (this.#failed) throw this.#failed
  }
}
