import type { MimeNode } from './mime-parser.ts'
import { readHeaders } from './headers.ts'

const endings: Record<string, string> = {
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'text/vcard': 'vcf',
  'text/rfc822-headers': 'txt',
  'message/delivery-status': 'txt',
  'application/pdf': 'pdf',
  'application/ms-tnef': 'dat',
  'application/pkcs7-signature': 'p7s',
  'application/pkcs7-mime': 'p7m',
  'application/pgp-signature': 'asc',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
}

const longest = 200

/** The last step of a path, without what a file system or a screen could stumble over. */
const safe = (name: string): string => {
  const last = name.split(/[\\/]/).findLast((piece) => piece.trim() !== '') ?? ''
  const bare = last
    .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  if (bare.length <= longest) return bare
  const ending = /\.[^.]{1,10}$/.exec(bare)?.[0] ?? ''
  return [...bare].slice(0, longest - ending.length).join('') + ending
}

/**
 * The name under which a part is kept: what Content-Disposition or Content-Type says, else a forwarded mail's
 * subject, else `attachment-<n>` with the ending of its type. Never empty, never a path.
 */
export const fileName = (
  node: MimeNode | undefined,
  type: string,
  content: Buffer,
  index: number,
): string => {
  const declared = node?.own.disposition.params.get('filename') ?? node?.own.type.params.get('name') ?? ''
  const name = safe(declared)
  if (name) return name
  const ending = endings[type] ?? 'bin'
  const subject =
    type === 'message/rfc822'
      ? safe(
          readHeaders(content)
            .text('subject')
            .replaceAll(/[\\/:*?"<>|]/g, ' '),
        )
      : ''
  return `${subject || `attachment-${index}`}.${ending}`
}
