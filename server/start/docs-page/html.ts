/** HTML that is safe to put into a page. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

const part = (value: unknown): string => {
  if (value instanceof Html) return value.text
  if (Array.isArray(value)) return value.map(part).join('')
  return value === undefined || value === null || value === false ? '' : escape(String(value as string))
}

/** Tagged template for HTML: every value is escaped unless it is HTML itself; lists are put together, nothing stays nothing. */
export const html = (strings: TemplateStringsArray, ...values: unknown[]): Html =>
  new Html(strings.reduce((sum, text, at) => sum + part(values[at - 1]) + text))
