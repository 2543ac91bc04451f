/** A value of ASN.1 in BER, which allows lengths that are only known at their end. Offsets in bytes. */
export interface Element {
  tag: number
  start: number
  end: number
  /** Where the next one begins. */
  next: number
}

/** A CMS message nests about ten levels deep. */
const deepest = 24

/** The element at this place; throws RangeError for what is none. */
export const elementAt = (bytes: Buffer, at: number, depth = 0): Element => {
  const tag = bytes.readUInt8(at)
  const first = bytes.readUInt8(at + 1)
  if (depth > deepest || (tag & 0x1f) === 0x1f || first > 0x84) throw new RangeError('no element of CMS')
  const start = at + 2 + (first > 0x80 ? first & 0x7f : 0)
  if (first === 0x80) {
    let end = start
    while (bytes.readUInt16BE(end) !== 0) end = elementAt(bytes, end, depth + 1).next
    return { tag, start, end, next: end + 2 }
  }
  const end = start + (first > 0x80 ? bytes.readUIntBE(at + 2, first & 0x7f) : first)
  if (end > bytes.length) throw new RangeError('an element that ends behind the bytes')
  return { tag, start, end, next: end }
}

/** What stands directly inside an element. */
export const childrenOf = (bytes: Buffer, element: Element): Element[] => {
  const found: Element[] = []
  for (let at = element.start; at < element.end; ) {
    const child = elementAt(bytes, at)
    found.push(child)
    at = child.next
  }
  return found
}

/** Bytes of an OCTET STRING, in one piece or in many. */
export const octetsOf = (bytes: Buffer, element: Element, depth = 0): Buffer => {
  if (element.tag === 0x04) return bytes.subarray(element.start, element.end)
  if (element.tag !== 0x24 || depth > deepest) throw new RangeError('no octet string')
  return Buffer.concat(childrenOf(bytes, element).map((piece) => octetsOf(bytes, piece, depth + 1)))
}
