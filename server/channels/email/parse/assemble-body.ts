import { escapeText } from '../../../kernel/mime/escape-text.ts'
import { htmlToText } from '../../../kernel/mime/text.ts'
import type { MimeNode } from './mime-parser.ts'

/** A mail's body in both forms. */
export interface Body {
  text: string
  html?: string
}

const asHtml = (text: string): string => `<div style="white-space:pre-wrap">${escapeText(text)}</div>`

const leaf = (node: MimeNode): Body => {
  const content = node.textContent ?? ''
  if (node.contentType === 'text/html') return { text: '', html: content }
  return { text: content }
}

/** The versions of one content: the plain one for reading as text, the HTML one for showing. */
const alternatives = (parts: Body[]): Body => {
  const text = parts.find((part) => part.text.trim() !== '')?.text ?? ''
  const html = parts.findLast((part) => part.html !== undefined)?.html
  return html === undefined ? { text } : { text, html }
}

/** Contents that follow each other, such as a letter and the footer of a mailing list: none may be lost in either form. */
const sequence = (parts: Body[]): Body => {
  const present = parts.filter((part) => part.text.trim() !== '' || part.html)
  const text = present
    .map((part) => (part.text.trim() === '' ? htmlToText(part.html ?? '') : part.text))
    .join('\n')
  if (!present.some((part) => part.html)) return { text }
  if (present.length === 1) return present[0] ?? { text }
  return { text, html: present.map((part) => part.html ?? asHtml(part.text)).join('\n') }
}

/** Puts the text parts of a MIME tree together. Nesting is bounded by the parser's limit of parts. */
export const assembleBody = (node: MimeNode): Body => {
  if (node.children.length === 0) return leaf(node)
  const parts = node.children.map(assembleBody)
  return node.contentType === 'multipart/alternative' ? alternatives(parts) : sequence(parts)
}
