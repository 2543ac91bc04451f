import { safeName } from '../../../kernel/mime/safe-name.ts'
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

const declaredName = (node: MimeNode | undefined): string =>
  safeName(node?.own.disposition.params.get('filename') ?? node?.own.type.params.get('name') ?? '')

/** True where the mail itself says a part's name. */
export const isNamed = (node: MimeNode | undefined): boolean => declaredName(node) !== ''

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
  const name = declaredName(node)
  if (name) return name
  const ending = endings[type] ?? 'bin'
  const subject =
    type === 'message/rfc822'
      ? safeName(
          readHeaders(content)
            .text('subject')
            .replaceAll(/[\\/:*?"<>|]/g, ' '),
        )
      : ''
  return `${subject || `attachment-${index}`}.${ending}`
}
