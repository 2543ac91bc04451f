/** A property: its id, and its value as a program of the sender's language stores it. */
export type TnefProp = [id: number, type: 'unicode' | 'string8' | 'binary' | 'long' | 'object', value: Buffer]

const types = { long: 0x03, object: 0x0d, string8: 0x1e, unicode: 0x1f, binary: 0x102 }

const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
export const unicode = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le')

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])

/** A list of properties; a named one comes first, as Outlook has it. */
const props = (list: readonly TnefProp[]): Buffer =>
  Buffer.concat([
    u32(list.length + 1),
    u16(types.long),
    u16(0x8001),
    Buffer.alloc(16, 7),
    u32(1),
    u32(unicode('Name').length),
    padded(unicode('Name')),
    u32(1),
    ...list.flatMap(([id, type, value]) => [
      u16(types[type]),
      u16(id),
      ...(type === 'long' ? [] : [u32(1), u32(value.length)]),
      padded(value),
    ]),
  ])

const attribute = (level: 1 | 2, id: number, data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([level]),
    u32(id),
    u32(data.length),
    data,
    u16(data.reduce((sum, byte) => (sum + byte) & 0xffff, 0)),
  ])

export interface TnefParts {
  codePage?: number
  /** attBody, as old programs have it. */
  body?: Buffer
  message?: TnefProp[]
  files?: { title: Buffer; data?: Buffer; props?: TnefProp[] }[]
}

/** A winmail.dat of these parts (MS-OXTNEF). */
export const writeTnef = ({ codePage = 932, body, message = [], files = [] }: TnefParts): Buffer =>
  Buffer.concat([
    u32(0x223e9f78),
    u16(1),
    attribute(1, 0x00089006, u32(0x10000)),
    attribute(1, 0x00069007, Buffer.concat([u32(codePage), u32(0)])),
    ...(body ? [attribute(1, 0x0002800c, body)] : []),
    ...(message.length > 0 ? [attribute(1, 0x00069003, props(message))] : []),
    ...files.flatMap((file) => [
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x00018010, Buffer.concat([file.title, Buffer.from([0])])),
      ...(file.data ? [attribute(2, 0x0006800f, file.data)] : []),
      ...(file.props ? [attribute(2, 0x00069005, props(file.props))] : []),
    ]),
  ])
