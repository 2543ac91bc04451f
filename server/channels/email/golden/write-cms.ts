const length = (size: number): Buffer => {
  if (size < 0x80) return Buffer.from([size])
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(size)
  return Buffer.concat([Buffer.from([0x84]), bytes])
}

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), length(content.length), content])
}

/** The form whose end is only known when it comes, as programs write that stream. */
const ber = (tag: number, ...parts: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.alloc(2)])

const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const data = '2a864886f70d010701'

/** SignedData around a content, without any signature: nobody checks one here. `apart`: the content stands elsewhere. */
export const writeSigned = (content: Buffer, { streamed = false, apart = false } = {}): Buffer => {
  const wrap = streamed ? ber : der
  const half = Math.ceil(content.length / 2)
  const octets = streamed
    ? ber(0x24, der(0x04, content.subarray(0, half)), der(0x04, content.subarray(half)))
    : der(0x04, content)
  return wrap(
    0x30,
    oid('2a864886f70d010702'),
    wrap(
      0xa0,
      wrap(
        0x30,
        der(0x02, Buffer.from([1])),
        der(0x31),
        wrap(0x30, oid(data), ...(apart ? [] : [wrap(0xa0, octets)])),
        der(0x31),
      ),
    ),
  )
}

/** EnvelopedData with nothing readable in it. */
export const writeEnveloped = (): Buffer =>
  der(
    0x30,
    oid('2a864886f70d010703'),
    der(0xa0, der(0x30, der(0x02, Buffer.from([0])), der(0x31), der(0x30, oid(data)))),
  )
