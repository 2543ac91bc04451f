import { decodeText } from '../charset/decode-text.ts'
import { unfolded } from '../calendar/content-lines.ts'
import { readEvent } from '../calendar/read-event.ts'
import { findArmour, findSecured } from '../secured/find-secured.ts'
import { readCms } from '../secured/read-cms.ts'
import { readTnef } from '../tnef/read-tnef.ts'
import { writtenAt } from './find-date.ts'
import { readHeaders } from './headers.ts'
import type { Body, MimeNode } from './mime-parser.ts'
import type { Found, Mail, MailPart } from './mail.ts'

/** A part of the tree with its bytes. */
export interface Leaf {
  part: MailPart
  node: MimeNode | undefined
}

/** Reads a mail that stood inside another one. Undefined once enough of them were read. */
export type ReadInside = (bytes: Buffer) => Promise<Mail | undefined>

/** What a container gives in its own place: files, words, facts. Undefined: it stays a file. */
interface Opened extends Found {
  parts?: MailPart[]
  body?: Body
}

type Opener = (leaf: Leaf & { node: MimeNode }, tree: MimeNode, read: ReadInside) => Promise<Opened> | Opened

/** A message of a digest in words: what it is about, who wrote it and when, and what it says. */
const asWords = ({ headers, text }: Mail): string => {
  const written = writtenAt(headers)
  const date = written === undefined ? '' : new Date(written).toISOString()
  const when = date && `${date.slice(0, 10)} ${date.slice(11, 16)} UTC`
  const head = [headers.text('subject'), headers.text('from'), when].filter((line) => line !== '')
  return `${head.join('\n')}\n\n${text.trim()}\n`
}

const openDigest: Opener = async ({ part, node }, _tree, read) => {
  if (node.parent?.contentType !== 'multipart/digest') return {}
  const mail = await read(part.content)
  return mail ? { parts: [part], body: { text: asWords(mail) } } : {}
}

/** A signed mail inside its signature is read as the mail; a signed file stays one. */
const openCms: Opener = async ({ part }, _tree, read) => {
  const cms = readCms(part.content)
  if (!cms) return {}
  if (cms.kind === 'encrypted') return { secured: 'smime-encrypted' }
  if (!cms.content || !readHeaders(cms.content.subarray(0, 65_536)).has('content-type')) return {}
  const mail = await read(cms.content)
  if (!mail) return { secured: 'smime-signed' }
  const { text, html, parts, secured = 'smime-signed', event } = mail
  const body = { text, ...(html === undefined ? {} : { html }) }
  return { parts, body, secured, ...(event ? { event } : {}) }
}

const hasWords = (node: MimeNode): boolean =>
  (node.textContent ?? '').trim() !== '' || node.children.some(hasWords)

/** The letter is not said again where it stands beside the winmail.dat in the open. */
const openTnef: Opener = ({ part }, tree) => {
  const tnef = readTnef(part.content)
  if (!tnef || (tnef.onlyRtf && !hasWords(tree))) return {}
  const parts = tnef.files.map(({ name, type, content, contentId }, index) => ({
    type: type || 'application/octet-stream',
    name: name || `attachment-${index + 1}.bin`,
    content,
    ...(contentId ? { contentId } : {}),
    inline: contentId !== '',
    headers: readHeaders(Buffer.alloc(0)),
  }))
  const body = { text: tnef.text, ...(tnef.html ? { html: tnef.html } : {}) }
  return { parts, ...(hasWords(tree) ? {} : { body }) }
}

const openCalendar: Opener = ({ part, node }) => {
  const text = decodeText(unfolded(part.content), part.charset)
  const event = readEvent(text, node.own.type.params.get('method') ?? '')
  return event ? { event } : {}
}

/** The part of PGP/MIME that only says its version. */
const openPgpVersion: Opener = ({ part }) =>
  /^version: ?1\s*$/i.test(part.content.toString('latin1', 0, 100)) ? { parts: [] } : {}

const openers: [test: (part: MailPart) => boolean, open: Opener][] = [
  [({ type }) => type === 'message/rfc822', openDigest],
  [({ type, name }) => /^application\/(?:x-)?pkcs7-mime$/.test(type) || name === 'smime.p7m', openCms],
  [({ type, name }) => type.endsWith('ms-tnef') || /^winmail\.dat$/i.test(name), openTnef],
  [({ type }) => type === 'text/calendar' || type === 'application/ics', openCalendar],
  [({ type }) => type === 'application/pgp-encrypted', openPgpVersion],
]

/** Opens what holds something to read, in its place in the tree. Gives the parts that are files then. */
export const openParts = async (
  leaves: readonly Leaf[],
  tree: MimeNode | undefined,
  read: ReadInside,
): Promise<Found & { parts: MailPart[] }> => {
  const parts: MailPart[] = []
  let found: Found = {}
  if (tree) {
    const secured = findSecured(tree)
    if (secured) found = { secured }
  }
  for (const { part, node } of leaves) {
    const open = node && tree && openers.find(([test]) => test(part))?.[1]
    const opened = open ? await open({ part, node }, tree, read) : {}
    const { parts: own = [part], body, ...facts } = opened
    parts.push(...own)
    if (body && node) node.inside = body
    found = { ...facts, ...found }
  }
  return { ...found, parts }
}

/** Adds what only the words themselves tell. */
export const withArmour = (found: Found, text: string): Found => {
  const secured = found.secured ?? findArmour(text)
  return secured ? { ...found, secured } : found
}
