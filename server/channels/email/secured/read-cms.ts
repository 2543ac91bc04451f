import { childrenOf, type Element, elementAt, octetsOf } from './ber.ts'

const kinds: Record<string, Cms['kind']> = {
  // pkcs7-signedData, -envelopedData and CMS authEnvelopedData (RFC 5652, RFC 5083).
  '2a864886f70d010702': 'signed',
  '2a864886f70d010703': 'encrypted',
  '2a864886f70d0109100117': 'encrypted',
}

/** What a message of S/MIME is, and what it holds where that lies open. No signature is checked. */
export interface Cms {
  kind: 'signed' | 'encrypted'
  content?: Buffer
}

const first = (bytes: Buffer, element: Element | undefined, tag: number): Element | undefined =>
  element && childrenOf(bytes, element).find((child) => child.tag === tag)

/** SignedData: version, digests, then the content that was signed (RFC 5652, section 5.1); absent when it stands apart. */
const signedContent = (bytes: Buffer, explicit: Element): Buffer | undefined => {
  const content = first(bytes, first(bytes, explicit, 0x30), 0x30)
  const wrapped = first(bytes, content, 0xa0)
  const octets = wrapped && childrenOf(bytes, wrapped)[0]
  return octets && octetsOf(bytes, octets)
}

/** Reads the outermost layer of a CMS message; undefined for bytes that are none. Never throws. */
export const readCms = (bytes: Buffer): Cms | undefined => {
  try {
    const [type, explicit] = childrenOf(bytes, elementAt(bytes, 0))
    if (type?.tag !== 0x06 || !explicit) return undefined
    const kind = kinds[bytes.toString('hex', type.start, type.end)]
    if (!kind) return undefined
    const content = kind === 'signed' ? signedContent(bytes, explicit) : undefined
    return { kind, ...(content ? { content } : {}) }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
