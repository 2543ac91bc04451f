import { Transform, type TransformCallback } from 'node:stream'
import { MailParser } from 'mailparser'
import { decodeText } from '../charset/decode-text.ts'
import { type Headers, readHeaders } from './headers.ts'
import { type Parameterised, readParams } from './header-params.ts'

/** The longest body of all, in characters; nothing behind it is ever looked at. */
export const longestHtml = 4_000_000

/** One node of the MIME tree as mailparser keeps it, with what this island adds. */
export interface MimeNode {
  contentType: string
  root?: boolean
  children: MimeNode[]
  /** Text of an inline text part, decoded. */
  textContent?: string
  charset?: string
  headers: Map<string, unknown>
  own: { headers: Headers; type: Parameterised; disposition: Parameterised }
}

/** What mailsplit tells of a node before mailparser looks at it. */
interface SplitNode {
  root: boolean
  contentType: string | false
  disposition: string | false
  charset: string | false
  headers: { build(): Buffer } | false
}

/** The parts of mailparser's class that this one builds on; its types leave them out. Version pinned in package.json. */
interface ParserInside {
  tree: MimeNode | false
  createNode(node: SplitNode): MimeNode
  getDecoder(): { decodeStream(charset: string): Transform }
}

const Base = MailParser as unknown as new (options: object) => InstanceType<typeof MailParser> & ParserInside

/** Collects a part's bytes and decodes them at the end, when everything is known. Gives UTF-8. */
class TextDecoder extends Transform {
  readonly #label: string
  readonly #chunks: Buffer[] = []

  constructor(label: string) {
    super()
    this.#label = label
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#chunks.push(chunk)
    done()
  }

  override _flush(done: TransformCallback): void {
    // The library then replaces the ends of all lines at once: for millions of them that takes gigabytes.
    const text = decodeText(Buffer.concat(this.#chunks), this.#label).slice(0, longestHtml)
    done(null, Buffer.from(text.toWellFormed()))
  }
}

/** A mark that keeps mailparser from decoding UTF-8 and ASCII by itself: labels lie, so ours sees them all. */
const ours = 'x-declared-'

/**
 * mailparser with this island's charset decoding: every inline text part goes through `decodeText`, and each
 * node keeps its headers undecoded. Forwarded messages stay files, delivery reports stay parts.
 */
export class MimeParser extends Base {
  readonly #byHeaders = new WeakMap<Map<string, unknown>, MimeNode>()

  constructor() {
    super({
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
      skipTextLinks: true,
      keepDeliveryStatus: true,
      ignoreEmbedded: true,
    })
  }

  override getDecoder(): { decodeStream(charset: string): Transform } {
    return { decodeStream: (charset) => new TextDecoder(charset.replace(ours, '')) }
  }

  /** Headers are read by `readHeaders`: what the library would make of them is not used, and not worth its time. */
  processHeaders(): Map<string, unknown> {
    return new Map()
  }

  override createNode(split: SplitNode): MimeNode {
    const headers = readHeaders(split.headers ? split.headers.build() : Buffer.alloc(0))
    const own = {
      headers,
      type: readParams(headers.first('content-type')),
      disposition: readParams(headers.first('content-disposition')),
    }
    // A text with a file's name is a file, also where Apple Mail says "inline"; mailparser would melt it into the body.
    if (!split.root && own.disposition.params.has('filename')) split.disposition = 'attachment'
    // A text whose disposition is no known word is a body all the same.
    else if (own.type.value.startsWith('text/') && !/^(?:attachment|inline)$/.test(own.disposition.value))
      split.disposition = false
    const node = super.createNode(split)
    node.own = own
    node.charset = ours + (own.type.params.get('charset') ?? '')
    this.#byHeaders.set(node.headers, node)
    return node
  }

  /** The node that an attachment of mailparser's came from. */
  nodeOf(attachmentHeaders: Map<string, unknown>): MimeNode | undefined {
    return this.#byHeaders.get(attachmentHeaders)
  }
}
