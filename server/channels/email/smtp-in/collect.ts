import type { SMTPServerDataStream } from 'smtp-server'
import { SmtpError } from './smtp-error.ts'

/** How many bytes all connections together may hold in memory. */
const mostInMemory = 256 * 1024 * 1024

/** Reads mails into memory, as much of them as there is room for. */
export class Collector {
  readonly #largest: number
  #held = 0

  constructor(largest: number) {
    this.#largest = largest
  }

  /** The mail's bytes, to be given back with `free`; `came` hears of what is taken. Throws 552 for too large ones and 452 while there is no room. */
  async read(
    stream: SMTPServerDataStream,
    came: (bytes: number) => void,
  ): Promise<{ raw: Buffer; free(): void }> {
    const chunks: Buffer[] = []
    let size = 0
    const free = (): void => {
      this.#held -= size
      size = 0
    }
    let refusal: SmtpError | undefined
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        // The rest is read and dropped: an answer counts only after the whole mail.
        if (refusal) continue
        came(chunk.length)
        chunks.push(chunk)
        size += chunk.length
        this.#held += chunk.length
        if (size > this.#largest || stream.sizeExceeded)
          refusal = new SmtpError(
            552,
            `5.3.4 The mail is larger than ${Math.floor(this.#largest / 1024 / 1024)} MB`,
          )
        else if (this.#held > mostInMemory)
          refusal = new SmtpError(452, '4.3.1 Too much mail at once, try again later')
        if (refusal) {
          chunks.length = 0
          free()
        }
      }
    } catch (error) {
      free()
      throw error
    }
    if (refusal) throw refusal
    return { raw: Buffer.concat(chunks), free }
  }
}
