import { Transform, type Readable, type TransformCallback } from 'node:stream'

/** An attachment could not be read, or not all of it. */
export class AttachmentFailure extends Error {
  readonly file: string

  constructor(file: string, cause?: unknown) {
    super('An attachment could not be read.', { cause })
    this.file = file
  }
}

/** Fails when fewer or more bytes come than were announced: half a file must not leave. */
class Measured extends Transform {
  readonly #name: string
  readonly #size: number
  #seen = 0

  constructor(name: string, size: number) {
    super()
    this.#name = name
    this.#size = size
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#seen += chunk.length
    done(null, chunk)
  }

  override _flush(done: TransformCallback): void {
    done(this.#seen === this.#size ? null : new AttachmentFailure(this.#name))
  }
}

/** The file's content as a stream that fails with `AttachmentFailure` unless every byte arrives. */
export const attachmentStream = (file: { name: string; size: number; open(): Readable }): Readable => {
  const measured = new Measured(file.name, file.size)
  try {
    const source = file.open()
    source.once('error', (cause) => measured.destroy(new AttachmentFailure(file.name, cause)))
    measured.once('close', () => source.destroy())
    source.pipe(measured)
  } catch (cause) {
    measured.destroy(new AttachmentFailure(file.name, cause))
  }
  return measured
}
