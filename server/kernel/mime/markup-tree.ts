/** One element of sanitised markup with its place in the string. */
export interface MarkupElement {
  name: string
  /** The opening tag's attributes as written. */
  attributes: string
  from: number
  /** End of the opening tag. */
  inner: number
  to: number
  parent: MarkupElement | undefined
  /** Place among the children of `parent`. */
  position: number
  children: MarkupElement[]
}

const tag = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/g
const empty = new Set(['br', 'hr', 'img', 'wbr', 'col'])

/** Reads markup that our sanitiser wrote: balanced, lower-case, attributes in double quotes. Not for foreign HTML. */
export const readMarkup = (html: string): MarkupElement => {
  const root: MarkupElement = {
    name: '',
    attributes: '',
    from: 0,
    inner: 0,
    to: html.length,
    parent: undefined,
    position: 0,
    children: [],
  }
  let open = root
  for (const match of html.matchAll(tag)) {
    const [whole, slash, name = '', attributes = ''] = match
    const from = match.index
    const to = from + whole.length
    if (slash) {
      if (open.name !== name || !open.parent) continue
      open.to = to
      open = open.parent
      continue
    }
    const element: MarkupElement = {
      name,
      attributes,
      from,
      inner: to,
      to,
      parent: open,
      position: open.children.length,
      children: [],
    }
    open.children.push(element)
    if (!empty.has(name)) open = element
  }
  return root
}

/** Where the stretches of words between the tags of such markup begin, in order; the blank ones are left out. */
export const wordPlaces = (html: string): number[] => {
  const places: number[] = []
  let at = 0
  const note = (to: number): void => {
    if (html.slice(at, to).trim() !== '') places.push(at)
  }
  for (const { index, 0: whole } of html.matchAll(tag)) {
    note(index)
    at = index + whole.length
  }
  note(html.length)
  return places
}

/** The lines of words in a piece of sanitised markup, trimmed, without the blank ones. */
export const markupLines = (html: string): string[] =>
  html
    .replaceAll(/<(?:br|hr|\/p|\/div|\/tr|\/li|\/h\d|\/blockquote)\b[^>]*>/g, '\n')
    .replaceAll(/<[^>]*>?/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
