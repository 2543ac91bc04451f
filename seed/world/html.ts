const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char)

/** A plain mail as a mail program's HTML part: paragraphs, breaks, and quoted lines in a block of their own. */
export function toHtml(text: string): string {
  const parts = text.split('\n\n').map((part) => {
    const lines = part.split('\n')
    if (lines.every((line) => line.startsWith('>'))) {
      return `<blockquote type="cite">${lines.map((line) => escape(line.replace(/^> ?/, ''))).join('<br>')}</blockquote>`
    }
    return `<p>${lines.map(escape).join('<br>')}</p>`
  })
  return `<html><body>${parts.join('\n')}</body></html>`
}
