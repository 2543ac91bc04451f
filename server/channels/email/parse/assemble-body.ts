import { escapeText } from '../../../kernel/mime/escape-text.ts'
import { htmlToText } from '../../../kernel/mime/text.ts'
import { decodeText } from '../charset/decode-text.ts'
import { type Body, longestHtml, type MimeNode } from './mime-parser.ts'
import { unflow } from './unflow.ts'

const asHtml = (text: string): string => `<div style="white-space:pre-wrap">${escapeText(text)}</div>`

/** More than is kept of a message. A body passes through each level of nesting that stands around it. */
const longestText = 1_000_000

/** A text as its own program meant it: wrapped lines joined, and what a list put behind its base64 as it stands. */
const leaf = (node: MimeNode): Body => {
  if (node.inside) return node.inside
  const content = node.textContent ?? ''
  const tail = decodeText(node.tail?.() ?? Buffer.alloc(0)).replaceAll('\r\n', '\n')
  if (node.contentType === 'text/html')
    return { text: '', html: (content + (tail.trim() === '' ? '' : asHtml(tail))).slice(0, longestHtml) }
  const params = node.own.type.params
  const text = content.slice(0, longestText)
  const joined =
    params.get('format')?.toLowerCase() === 'flowed'
      ? unflow(text, params.get('delsp')?.toLowerCase() === 'yes')
      : text
  return { text: tail.trim() === '' ? joined : `${joined.trimEnd()}\n${tail}`.slice(0, longestText) }
}

/** The versions of one content: the plain one for reading as text, the HTML one for showing. */
const alternatives = (parts: Body[]): Body => {
  const text = parts.find((part) => part.text.trim() !== '')?.text ?? ''
  const shown = parts.findLast((part) => part.html !== undefined)
  return shown ? { ...shown, text } : { text }
}

const wordsOf = ({ text, html, wordless }: Body): string =>
  text.trim() === '' && html && !wordless ? htmlToText(html) : text

/** Contents that follow each other, such as a letter and the footer of a mailing list: none may be lost in either form. */
const sequence = (parts: Body[]): Body => {
  const present = parts.filter((part) => part.text.trim() !== '' || part.html)
  const [only] = present
  if (only && present.length === 1) return only
  const text = present.map(wordsOf).join('\n').slice(0, longestText)
  if (!present.some((part) => part.html)) return { text }
  return {
    text,
    html: present
      .map((part) => part.html ?? asHtml(part.text))
      .join('\n')
      .slice(0, longestHtml),
    wordless: text.trim() === '',
  }
}

/** Puts the text parts of a MIME tree together. Nesting is bounded by the parser's limit of parts. */
export const assembleBody = (node: MimeNode): Body => {
  if (node.children.length === 0) return leaf(node)
  const parts = node.children.map(assembleBody)
  return node.contentType === 'multipart/alternative' ? alternatives(parts) : sequence(parts)
}
