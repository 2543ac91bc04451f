import type { MimeNode } from './mime-parser.ts'
import type { Mail, MailPart } from './read-mail.ts'
import { findDate } from './find-date.ts'

/** A part of the tree with its bytes. */
export interface Leaf {
  part: MailPart
  node: MimeNode | undefined
}

/** Reads a mail that stood inside another one. Undefined once enough of them were read. */
export type ReadInside = (bytes: Buffer) => Promise<Mail | undefined>

/** Later than any date that is believed: a digest's dates are shown as they are. */
const never = new Date(Date.UTC(2200, 0, 1))

/** A message of a digest in words: what it is about, who wrote it and when, and what it says. */
const asWords = ({ headers, text }: Mail): string => {
  const date = headers.has('date') ? findDate(headers, never).toISOString() : ''
  const when = date && `${date.slice(0, 10)} ${date.slice(11, 16)} UTC`
  const head = [headers.text('subject'), headers.text('from'), when].filter((line) => line !== '')
  return `${head.join('\n')}\n\n${text.trim()}\n`
}

const isOfDigest = (node: MimeNode): boolean =>
  node.contentType === 'message/rfc822' && node.parent?.contentType === 'multipart/digest'

/** Opens what holds something to read, in its place in the tree. Gives the parts that are files then. */
export const openParts = async (leaves: readonly Leaf[], read: ReadInside): Promise<MailPart[]> => {
  const parts: MailPart[] = []
  for (const { part, node } of leaves) {
    parts.push(part)
    if (!node || !isOfDigest(node)) continue
    const mail = await read(part.content)
    if (mail) node.inside = { text: asWords(mail) }
  }
  return parts
}
