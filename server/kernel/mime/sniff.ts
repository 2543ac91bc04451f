/**
 * What the first bytes say. Offsets in bytes; `at` defaults to 0. First match wins, so longer marks come first.
 * Marks that are two letters ("BM", "MZ") count only in binary data: a text may begin with them.
 */
const marks: { type: string; hex: string; at?: number; binary?: boolean }[] = [
  { type: 'image/png', hex: '89504e470d0a1a0a' },
  { type: 'image/jpeg', hex: 'ffd8ff' },
  { type: 'image/gif', hex: '474946383761' },
  { type: 'image/gif', hex: '474946383961' },
  { type: 'image/webp', hex: '57454250', at: 8 },
  { type: 'image/tiff', hex: '49492a00' },
  { type: 'image/tiff', hex: '4d4d002a' },
  { type: 'image/heic', hex: '6674797068656963', at: 4 },
  { type: 'image/heic', hex: '667479706d696631', at: 4 },
  { type: 'image/avif', hex: '6674797061766966', at: 4 },
  { type: 'video/quicktime', hex: '6674797071742020', at: 4 },
  { type: 'audio/mp4', hex: '667479704d344120', at: 4 },
  { type: 'video/mp4', hex: '66747970', at: 4 },
  { type: 'video/webm', hex: '1a45dfa3' },
  { type: 'audio/wav', hex: '57415645', at: 8 },
  { type: 'audio/ogg', hex: '4f676753' },
  { type: 'audio/flac', hex: '664c6143' },
  { type: 'audio/mpeg', hex: '494433' },
  { type: 'audio/mpeg', hex: 'fffb' },
  { type: 'application/pdf', hex: '255044462d' },
  { type: 'application/zip', hex: '504b0304' },
  { type: 'application/zip', hex: '504b0506' },
  { type: 'application/gzip', hex: '1f8b08' },
  { type: 'application/x-7z-compressed', hex: '377abcaf271c' },
  { type: 'application/vnd.rar', hex: '526172211a07' },
  { type: 'application/x-ole-storage', hex: 'd0cf11e0a1b11ae1' },
  { type: 'application/rtf', hex: '7b5c727466' },
  { type: 'application/vnd.ms-tnef', hex: '789f3e22' },
  { type: 'application/x-msdownload', hex: '4d5a', binary: true },
  { type: 'application/x-elf', hex: '7f454c46' },
  { type: 'image/bmp', hex: '424d', binary: true },
]

/** Names say more than bytes for formats that share a container, and for plain text. */
const endings: Record<string, { type: string; within?: string }> = {
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    within: 'application/zip',
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    within: 'application/zip',
  },
  pptx: {
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    within: 'application/zip',
  },
  odt: { type: 'application/vnd.oasis.opendocument.text', within: 'application/zip' },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', within: 'application/zip' },
  numbers: { type: 'application/vnd.apple.numbers', within: 'application/zip' },
  pages: { type: 'application/vnd.apple.pages', within: 'application/zip' },
  doc: { type: 'application/msword', within: 'application/x-ole-storage' },
  xls: { type: 'application/vnd.ms-excel', within: 'application/x-ole-storage' },
  ppt: { type: 'application/vnd.ms-powerpoint', within: 'application/x-ole-storage' },
  msg: { type: 'application/vnd.ms-outlook', within: 'application/x-ole-storage' },
  m4a: { type: 'audio/mp4', within: 'video/mp4' },
  txt: { type: 'text/plain' },
  log: { type: 'text/plain' },
  md: { type: 'text/markdown' },
  csv: { type: 'text/csv' },
  tsv: { type: 'text/tab-separated-values' },
  ics: { type: 'text/calendar' },
  vcf: { type: 'text/vcard' },
  eml: { type: 'message/rfc822' },
  json: { type: 'application/json' },
  xml: { type: 'application/xml' },
  html: { type: 'text/html' },
  htm: { type: 'text/html' },
  svg: { type: 'image/svg+xml' },
  p7s: { type: 'application/pkcs7-signature' },
  p7m: { type: 'application/pkcs7-mime' },
}

const byBytes = (bytes: Buffer): string | undefined => {
  const head = bytes.subarray(0, 32).toString('hex')
  const binary = bytes.subarray(0, 64).includes(0)
  return marks.find((mark) => head.startsWith(mark.hex, (mark.at ?? 0) * 2) && (binary || !mark.binary))?.type
}

/** OpenPGP in letters (RFC 9580, 6.2): its first line says what it is, and a name that ends in `.asc` does not. */
const armour: Record<string, string> = {
  message: 'application/pgp-encrypted',
  signature: 'application/pgp-signature',
  'public key block': 'application/pgp-keys',
  'private key block': 'application/pgp-keys',
}

/** Markup that a browser would run is named as such whatever it claims to be. */
const byText = (bytes: Buffer): string | undefined => {
  const start = bytes
    .subarray(0, 1024)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase()
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?(?:<!doctype svg[^>]*>\s*)?<svg[\s>]/.test(start))
    return 'image/svg+xml'
  if (/^(?:<!--[^>]*-->\s*)?<(?:!doctype html|html|head|body|script|iframe)[\s>]/.test(start))
    return 'text/html'
  return armour[/^-----begin pgp ([a-z ]{7,17})-----/.exec(start)?.[1] ?? '']
}

const typeShape = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,100}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}$/

/**
 * The media type of a file. Bytes beat the name, the name beats what was declared: senders declare
 * `application/octet-stream` for everything, and hostile ones declare a picture. `name` may be empty.
 * Answers a lower-case type without parameters, `application/octet-stream` when nothing is known.
 */
export const sniffType = (bytes: Buffer, name: string, declared = ''): string => {
  const ending = endings[/\.([a-z0-9]{1,8})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? '']
  const seen = byBytes(bytes) ?? byText(bytes)
  if (seen) return ending?.within === seen ? ending.type : seen
  if (ending && !ending.within) return ending.type
  const claimed = declared.split(';')[0]?.trim().toLowerCase() ?? ''
  // A picture, film or archive without its mark is not one.
  if (!typeShape.test(claimed) || marks.some(({ type }) => type === claimed))
    return 'application/octet-stream'
  return claimed
}

const showable = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'])

/** True for pictures that every browser draws and that can hold no script: these alone may be shown in place. */
export const isShowablePicture = (type: string): boolean => showable.has(type)
