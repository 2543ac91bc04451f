import { charsetOfPage, type Prop, readProps, textOfPage, textOfProp } from './read-props.ts'

/** A file inside a winmail.dat. */
export interface TnefFile {
  name: string
  /** As its program called it; may be empty. */
  type: string
  content: Buffer
  contentId: string
}

/** What a winmail.dat holds. */
export interface Tnef {
  text: string
  html: string
  files: TnefFile[]
  /** Its words stand in compressed RTF alone, which is not read. */
  onlyRtf: boolean
}

const signature = 0x223e9f78
const mostFiles = 500
const mostAttributes = 10_000
const deepest = 3

/** The attributes that matter here (MS-OXTNEF 2.1.3.3), by the lower half of their ids. */
const attribute = {
  body: 0x800c,
  codePage: 0x9007,
  messageProps: 0x9003,
  fileBegins: 0x9002,
  fileTitle: 0x8010,
  fileData: 0x800f,
  fileProps: 0x9005,
}

interface Attribute {
  id: number
  data: Buffer
}

/** The flat list of attributes; one that breaks off ends it. */
const attributesOf = (bytes: Buffer): Attribute[] => {
  const found: Attribute[] = []
  for (let at = 6; at + 9 <= bytes.length && found.length < mostAttributes; ) {
    const id = bytes.readUInt16LE(at + 1)
    const start = at + 9
    const end = start + bytes.readUInt32LE(at + 5)
    if (end > bytes.length) break
    found.push({ id, data: bytes.subarray(start, end) })
    at = end + 2
  }
  return found
}

interface Draft {
  title: Buffer
  data: Buffer
  props: Map<number, Prop>
}

/** PidTagAttachDataObject: a mail inside, behind the 16 bytes that name its interface. */
const embeddedIn = ({ props }: Draft): Buffer | undefined => {
  const data = props.get(0x3701)
  const inside = data?.type === 0x0d ? data.bytes.subarray(16) : undefined
  return inside && inside.length > 6 && inside.readUInt32LE(0) === signature ? inside : undefined
}

const fileOf = (draft: Draft, charset: string): TnefFile => {
  const text = (id: number) => textOfProp(draft.props.get(id), charset)
  return {
    name: text(0x3707) || textOfPage(draft.title, charset) || text(0x3704) || text(0x3001),
    type: text(0x370e).toLowerCase(),
    content: draft.data.length > 0 ? draft.data : (draft.props.get(0x3701)?.bytes ?? draft.data),
    contentId: text(0x3712).replaceAll(/[<>\s]/g, ''),
  }
}

const draftsOf = (attributes: readonly Attribute[]): Draft[] => {
  const drafts: Draft[] = []
  for (const { id, data } of attributes) {
    if (id === attribute.fileBegins && drafts.length < mostFiles)
      drafts.push({ title: Buffer.alloc(0), data: Buffer.alloc(0), props: new Map() })
    const draft = drafts.at(-1)
    if (!draft) continue
    if (id === attribute.fileTitle) draft.title = data
    if (id === attribute.fileData) draft.data = data
    if (id === attribute.fileProps) draft.props = readProps(data)
  }
  return drafts
}

/**
 * Takes a winmail.dat apart (MS-OXTNEF): its files under their long names, its text and its HTML, also those of mails
 * inside it. Undefined for bytes that are none. Every length is checked; never throws.
 */
export const readTnef = (bytes: Buffer, depth = 0): Tnef | undefined => {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return undefined
  const attributes = attributesOf(bytes)
  const data = (id: number) => attributes.find((one) => one.id === id)?.data
  const page = data(attribute.codePage)
  const props = readProps(data(attribute.messageProps) ?? Buffer.alloc(0))
  const own = page && page.length >= 4 ? charsetOfPage(page.readUInt32LE(0)) : ''
  const internet = props.get(0x3fde)?.bytes
  // HTML has a page of its own; where none is said, its bytes tell.
  const written = internet && internet.length >= 4 ? charsetOfPage(internet.readUInt32LE(0)) : ''
  const files: TnefFile[] = []
  let text = textOfProp(props.get(0x1000), own) || textOfPage(data(attribute.body) ?? Buffer.alloc(0), own)
  const html = textOfProp(props.get(0x1013), written)
  for (const draft of draftsOf(attributes)) {
    const embedded = depth < deepest ? embeddedIn(draft) : undefined
    const inside = embedded && readTnef(embedded, depth + 1)
    if (!inside) {
      files.push(fileOf(draft, own))
      continue
    }
    text = [text, inside.text].filter((words) => words.trim() !== '').join('\n\n')
    files.push(...inside.files)
  }
  return {
    text: text.replaceAll('\r\n', '\n'),
    html,
    files: files.slice(0, mostFiles),
    onlyRtf: !text && !html && props.has(0x1009),
  }
}
