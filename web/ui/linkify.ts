/** A piece of a text: words, or an address that can be opened. */
export interface TextPiece {
  text: string
  href?: string
}

// Full-width brackets and the Japanese full stop end an address: nobody puts a space there.
const address = /https?:\/\/[^\s<>"'「」『』（）【】［］〈〉《》、。，．｛｝]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
const tail = /[.,;:!?)\]}]+$/

/** Cuts a text at its web and mail addresses. Only http, https and mailto ever become links. */
export function linkify(text: string): TextPiece[] {
  const pieces: TextPiece[] = []
  let at = 0
  for (const found of text.matchAll(address)) {
    let link = found[0]
    const trailing = tail.exec(link)?.[0] ?? ''
    // A closing bracket belongs to the address when it opened there.
    if (trailing && !(trailing.startsWith(')') && link.includes('('))) link = link.slice(0, -trailing.length)
    if (found.index > at) pieces.push({ text: text.slice(at, found.index) })
    pieces.push({ text: link, href: link.startsWith('http') ? link : `mailto:${link}` })
    at = found.index + link.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}
