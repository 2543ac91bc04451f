/** Markup that may stand in a page as it is. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** Text for elements and quoted attributes. */
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

type Piece = Html | string | number | false | undefined | readonly Piece[]

const toText = (piece: Piece): string => {
  if (piece instanceof Html) return piece.text
  if (piece === undefined || piece === false) return ''
  if (typeof piece === 'string' || typeof piece === 'number') return escape(String(piece))
  return piece.map(toText).join('')
}

/** Makes markup; whatever is filled in is escaped, unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...pieces: Piece[]): Html =>
  new Html(strings.reduce((text, next, at) => text + toText(pieces[at - 1]) + next))

/** Paragraphs of a text as it was typed: an empty line begins a new one. */
export const paragraphs = (text: string): Html[] =>
  text
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map(
      (part) =>
        html`<p>${part
          .trim()
          .split('\n')
          .flatMap((line, at) => (at === 0 ? [line] : [html`<br>`, line]))}</p>`,
    )
