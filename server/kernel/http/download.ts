import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { extendedValue } from '../mime/extended-value.ts'

/** Types that a browser may show in place; everything else is saved, so that nothing of a stranger's runs on our origin. */
const SHOWN = /^(image\/(png|jpeg|gif|webp|avif|bmp)|application\/pdf|audio\/[\w.+-]+|video\/[\w.+-]+)$/

/** A file as a route's answer. */
export class Download {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly open: () => Readable
  readonly #cached: boolean
  constructor(file: {
    name: string
    type: string
    size: number
    open: () => Readable
    /** False: no browser keeps a copy. */
    cached?: boolean
  }) {
    this.name = file.name
    this.type = file.type
    this.size = file.size
    this.open = file.open
    this.#cached = file.cached ?? true
  }

  /** Sends it with headers that keep hostile content inert. */
  send(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const shown = SHOWN.test(this.type)
    return reply
      .header('content-type', shown ? this.type : 'application/octet-stream')
      .header('content-length', this.size)
      .header(
        'content-disposition',
        `${shown ? 'inline' : 'attachment'}; filename*=${extendedValue(this.name)}`,
      )
      .header(
        'content-security-policy',
        "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'",
      )
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', this.#cached ? 'private, max-age=86400, immutable' : 'no-store')
      .send(this.open())
  }
}
