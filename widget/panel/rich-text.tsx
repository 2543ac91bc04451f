import type { ComponentChild } from 'preact'

/** Web addresses only: no other scheme ever becomes a link. Brackets and full stops behind an address belong to the sentence. */
const ADDRESS = /https?:\/\/[^\s<>"'`\u3000-\u303f\uff00-\uffef]+/gi
const BEHIND = /[.,;:!?)\]}、。]+$/

/** A piece of a text: words, or an address to go to. */
export interface Piece {
  text: string
  href?: string
}

/** Cuts a text into words and web addresses; together they are the text again. */
export const piecesOf = (text: string): Piece[] => {
  const pieces: Piece[] = []
  let at = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0])
    if (!URL.canParse(address)) continue
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) })
    pieces.push({ text: address, href: new URL(address).href })
    at = match.index + address.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}

/** A closing bracket stays where one was opened: https://example.org/a_(b). */
const trimmed = (address: string): string => {
  const bare = address.replace(BEHIND, '')
  return bare.includes('(') && address[bare.length] === ')' ? `${bare})` : bare
}

/** A message's text; everything in it is text, and web addresses can be followed. */
export const RichText = ({ text }: { text: string }): ComponentChild =>
  piecesOf(text).map((piece, at) =>
    piece.href ? (
      <a key={at} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
        {piece.text}
      </a>
    ) : (
      piece.text
    ),
  )
