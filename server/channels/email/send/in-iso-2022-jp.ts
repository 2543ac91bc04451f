import type MimeNode from 'nodemailer/lib/mime-node'
import { encodeIso2022Jp, iso2022JpWords } from '../charset/encode-iso-2022-jp.ts'

type Named = { name: string; address: string }

/** What of a mail is text, as it is given to the composer. */
export interface Letter {
  subject: string
  text: string
  html?: string
  from: Named
  to: Named[]
  cc: Named[]
  replyTo?: Named
}

/** A letter in ISO-2022-JP: what the composer is to be given, and what is to be done with what it made. */
export interface InJapanese {
  letter: Letter
  finish(root: MimeNode): void
}

/** SMTP allows lines of 998 bytes. */
const longestLine = 990

const hasLongLines = (bytes: Buffer): boolean =>
  bytes
    .toString('latin1')
    .split('\n')
    .some((line) => line.length > longestLine)

/** Puts a header's words on lines of at most 76 characters. */
const fold = (header: string): string => {
  const lines: string[] = []
  let line = ''
  for (const word of header.replaceAll(/\r\n[ \t]/g, ' ').split(' ')) {
    if (line !== '' && line.length + word.length + 1 > 76) {
      lines.push(line)
      line = ` ${word}`
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\r\n')
}

const withBody = (node: MimeNode, bodies: ReadonlyMap<string, Buffer>): void => {
  for (const child of node.childNodes) withBody(child, bodies)
  const declared: unknown = node.getHeader('Content-Type')
  const type = typeof declared === 'string' ? (declared.split(';', 1)[0] ?? '') : ''
  const bytes = node.filename || node.getHeader('Content-Disposition') ? undefined : bodies.get(type)
  if (!bytes) return
  const encoding = hasLongLines(bytes) ? 'base64' : '7bit'
  node.setHeader('Content-Type', `${type}; charset=iso-2022-jp`)
  node.setContent(bytes)
  node.getTransferEncoding = () => encoding
}

/**
 * A letter in ISO-2022-JP, the charset of old Japanese mail programs; undefined where a single letter of it has no place
 * there: then all of it goes out as UTF-8. The composer only knows UTF-8, so marks of plain letters stand for names and
 * the subject until it has laid the headers out. `mark` occurs nowhere else in them.
 */
export const inIso2022Jp = (letter: Letter, mark: string): InJapanese | undefined => {
  const words = new Map<string, string>()
  let possible = true
  const hold = (text: string): string => {
    if (/^[\t -~]*$/.test(text)) return text
    const encoded = iso2022JpWords(text)
    if (!encoded) possible = false
    const key = `${mark}n${words.size}n`
    words.set(key, (encoded ?? []).join(' '))
    return key
  }
  const person = ({ name, address }: Named): Named => ({ name: hold(name), address })
  const bodies = new Map<string, Buffer>()
  for (const [type, body] of [
    ['text/plain', letter.text],
    ['text/html', letter.html],
  ] as const) {
    const bytes = body === undefined ? undefined : encodeIso2022Jp(body)
    if (body !== undefined && !bytes) return undefined
    if (bytes) bodies.set(type, bytes)
  }
  const held: Letter = {
    ...letter,
    subject: hold(letter.subject),
    from: person(letter.from),
    to: letter.to.map(person),
    cc: letter.cc.map(person),
    ...(letter.replyTo ? { replyTo: person(letter.replyTo) } : {}),
  }
  if (!possible) return undefined
  const pattern = new RegExp(`${mark}n\\d+n`, 'g')
  return {
    letter: held,
    finish: (root) => {
      withBody(root, bodies)
      const asMade = root.buildHeaders.bind(root)
      root.buildHeaders = () =>
        asMade()
          .split(/\r\n(?![ \t])/)
          .map((header) =>
            header.includes(mark) ? fold(header.replaceAll(pattern, (key) => words.get(key) ?? '')) : header,
          )
          .join('\r\n')
    },
  }
}
