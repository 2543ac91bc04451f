/** What somebody wrote, in the forms in which it is sent. */
export interface Written {
  text: string
  /** null where nothing is formatted: plain text says it all. */
  html: string | null
  /** People named in a note, by id. */
  mentions: string[]
}

/** A node of the editor's document, as its JSON has it. */
export interface DocNode {
  type?: string
  text?: string
  attrs?: Record<string, unknown>
  marks?: { type: string; attrs?: Record<string, unknown> }[]
  content?: DocNode[]
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

/** Plain text as the editor's HTML: a line is a paragraph. */
export const textToHtml = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('')

const linkOf = (node: DocNode): string | undefined => {
  const href = node.marks?.find((mark) => mark.type === 'link')?.attrs?.['href']
  return typeof href === 'string' ? href : undefined
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const labelOf = (node: DocNode): string => textOf(node.attrs?.['label'])

function inline(nodes: readonly DocNode[]): string {
  let text = ''
  for (const [at, node] of nodes.entries()) {
    if (node.type === 'hardBreak') text += '\n'
    else if (node.type === 'mention') text += `@${labelOf(node)}`
    else if (node.type === 'picture') text += `[${textOf(node.attrs?.['alt'])}]`
    else text += node.text ?? ''
    const href = linkOf(node)
    const ends = linkOf(nodes[at + 1] ?? {}) !== href
    if (href && ends && node.text !== href && `mailto:${node.text}` !== href) text += ` (${href})`
  }
  return text
}

/** The number with which a list begins: who types `3. ` begins it there. */
const firstOf = ({ attrs }: DocNode): number => (typeof attrs?.['start'] === 'number' ? attrs['start'] : 1)

const indent = (lines: string[], first: string, rest: string) =>
  lines.map((line, at) => (at === 0 ? first : rest) + line)

function block(node: DocNode): string[] {
  const children = node.content ?? []
  switch (node.type) {
    case 'bulletList':
      return children.flatMap((item) => indent(lines(item.content), '・', '  '))
    case 'orderedList':
      return children.flatMap((item, at) => indent(lines(item.content), `${firstOf(node) + at}. `, '   '))
    case 'blockquote':
      return lines(children).map((line) => `> ${line}`)
    case 'horizontalRule':
      return ['――――――――――']
    default:
      return inline(children).split('\n')
  }
}

const lines = (nodes: readonly DocNode[] = []): string[] => nodes.flatMap(block)

/** The document as plain text: lists with their marks, quotations with `>`, links with their address. */
export const docToText = (doc: DocNode): string => lines(doc.content).join('\n').trimEnd()

/** True when the document holds nothing but lines of words. */
export const isPlain = (doc: DocNode): boolean =>
  (doc.content ?? []).every(
    (node) =>
      node.type === 'paragraph' &&
      (node.content ?? []).every(
        (part) => !part.marks?.length && part.type !== 'mention' && part.type !== 'picture',
      ),
  )

/** Ids of the people who are mentioned, each once. */
export function mentionsIn(doc: DocNode): string[] {
  const own = doc.type === 'mention' && typeof doc.attrs?.['id'] === 'string' ? [doc.attrs['id']] : []
  return [...new Set([...own, ...(doc.content ?? []).flatMap(mentionsIn)])]
}

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** HTML as the editor shows it: our own pictures come from the server, not from the mail that they will be part of. */
export const editable = (html: string | null): string | null =>
  html && html.replace(new RegExp(`src="cid:(${ID})@inline"`, 'gi'), 'src="/api/attachments/$1"')

/**
 * HTML for a mail: lines stand as close as they did in the editor, whatever the reader's program thinks of them, and
 * our own pictures are part of it.
 */
export const htmlForMail = (html: string): string =>
  html
    .replaceAll('<p></p>', '<p><br></p>')
    .replace(/<p(?=[ >])/g, '<p style="margin:0"')
    .replace(new RegExp(`src="/api/attachments/(${ID})"`, 'gi'), 'src="cid:$1@inline"')
