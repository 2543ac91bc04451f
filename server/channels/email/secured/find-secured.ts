import type { MimeNode } from '../parse/mime-parser.ts'

/** How a mail was protected. A signature is never checked, so it proves nothing. */
export type Secured = 'smime-signed' | 'smime-encrypted' | 'pgp-signed' | 'pgp-encrypted'

const kindOf = (node: MimeNode): Secured | undefined => {
  if (node.contentType === 'multipart/encrypted') return 'pgp-encrypted'
  if (node.contentType !== 'multipart/signed') return undefined
  const protocol = node.own.type.params.get('protocol')?.toLowerCase() ?? ''
  const holds = (type: RegExp) => node.children.some((child) => type.test(child.contentType || ''))
  if (protocol.includes('pgp') || holds(/pgp-signature/)) return 'pgp-signed'
  return protocol.includes('pkcs7') || holds(/pkcs7-signature/) ? 'smime-signed' : undefined
}

/** Protection that the structure of a mail tells. */
export const findSecured = (node: MimeNode): Secured | undefined =>
  kindOf(node) ?? node.children.map(findSecured).find((found) => found !== undefined)

/** PGP armour in the lines of a text. Behind marks of quotation it is somebody else's. */
export const findArmour = (text: string): Secured | undefined => {
  if (/^-----BEGIN PGP MESSAGE-----[ \t]*$/m.test(text)) return 'pgp-encrypted'
  return /^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*$/m.test(text) ? 'pgp-signed' : undefined
}
