import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { extendedValue } from '../mime/extended-value.ts'
import { Download } from './download.ts'

/** A text file that is written while it is sent, so that nobody knows its size before. Saved, not shown; never cached. */
export class StreamedFile extends Download {
  constructor(name: string, type: string, text: () => AsyncIterable<string>) {
    super({ name, type, size: 0, open: () => Readable.from(text()) })
  }

  override send(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
    return reply
      .header('content-type', `${this.type}; charset=utf-8`)
      .header('content-disposition', `attachment; filename*=${extendedValue(this.name)}`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .send(this.open())
  }
}

/** One JSON value a line (JSON Lines), written while it is sent. */
export class JsonLinesFile extends StreamedFile {
  constructor(name: string, values: () => AsyncIterable<object>) {
    const text = async function* (): AsyncGenerator<string> {
      for await (const value of values()) yield `${JSON.stringify(value)}\n`
    }
    super(name, 'application/jsonl', text)
  }
}
