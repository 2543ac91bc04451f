import { Transform, type TransformCallback } from 'node:stream'
import { MailParser } from 'mailparser'
import { decodeText } from '../charset/decode-text.ts'
import { Base64Body } from './base64-body.ts'
import { type Headers, readHeaders } from './headers.ts'
import { type Parameterised, readParams } from './header-params.ts'
import { type Enclosed, takeUuencoded } from './take-uuencoded.ts'

/** The longest body of all, in characters; nothing behind it is ever looked at. */
export const longestHtml = 4_000_000

/** One node of the MIME tree as mailparser keeps it, with what this island adds. */
export interface MimeNode {
  contentType: string
  root?: boolean
  parent?: MimeNode
  children: MimeNode[]
  /** Text of an inline text part, decoded. */
  textContent?: string
  charset?: string
  headers: Map<string, unknown>
  own: { headers: Headers; type: Parameterised; disposition: Parameterised }
  /** Files that stood between the lines of this text. */
  enclosed?: Enclosed[]
  /** Plain bytes behind a text's base64. */
  tail?: () => Buffer
  /** What a part that is a container holds, in its place among the others. */
  inside?: Body
}

/** A mail's body in both forms. */
export interface Body {
  text: string
  html?: string
  /** The HTML was read already and has no words: it is not read again at each level of nesting. */
  wordless?: boolean
}

/** What mailsplit tells of a node before mailparser looks at it. */
interface SplitNode {
  root: boolean
  contentType: string | false
  disposition: string | false
  charset: string | false
  encoding: string | false
  flowed: boolean
  headers: { build(): Buffer } | false
  parentNode?: SplitNode
  getDecoder(): Transform
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
  readonly #node: MimeNode | undefined
  readonly #chunks: Buffer[] = []

  constructor(label: string, node: MimeNode | undefined) {
    super()
    this.#label = label
    this.#node = node
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#chunks.push(chunk)
    done()
  }

  override _flush(done: TransformCallback): void {
    let bytes: Buffer = Buffer.concat(this.#chunks)
    if (this.#node?.contentType === 'text/plain') {
      const { text, files } = takeUuencoded(bytes, this.#label)
      this.#node.enclosed = files
      bytes = text
    }
    // The library then replaces the ends of all lines at once: for millions of them that takes gigabytes.
    const text = decodeText(bytes, this.#label).slice(0, longestHtml)
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
  #newest: MimeNode | undefined

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
    return { decodeStream: (charset) => new TextDecoder(charset.replace(ours, ''), this.#newest) }
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
    // RFC 2046: what says nothing of itself is a message there.
    if (split.parentNode?.contentType === 'multipart/digest' && own.type.value === '')
      split.contentType = own.type.value = 'message/rfc822'
    // The library joins lines of quotations with their marks; `unflow` reads them.
    split.flowed = false
    const isText = own.type.value === '' || own.type.value.startsWith('text/')
    const base64 =
      isText && split.disposition !== 'attachment' && split.encoding === 'base64'
        ? new Base64Body()
        : undefined
    if (base64) split.getDecoder = () => base64
    const node = super.createNode(split)
    node.own = own
    if (base64) node.tail = () => base64.tail
    this.#newest = node
    node.charset = ours + (own.type.params.get('charset') ?? '')
    this.#byHeaders.set(node.headers, node)
    return node
  }

  /** The node that an attachment of mailparser's came from. */
  nodeOf(attachmentHeaders: Map<string, unknown>): MimeNode | undefined {
    return this.#byHeaders.get(attachmentHeaders)
  }
}
