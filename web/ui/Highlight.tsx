import { Fragment } from 'react'
import classes from './Highlight.module.css'

const marked = /\u{E000}([^\u{E000}\u{E001}]*)\u{E001}?/gu

/** A text cut at its marks: what stands between U+E000 and U+E001 is a match. */
export function piecesOf(text: string): { text: string; match: boolean }[] {
  const pieces: { text: string; match: boolean }[] = []
  let at = 0
  const plain = (piece: string) => {
    const clean = piece.replaceAll('\u{E001}', '')
    if (clean) pieces.push({ text: clean, match: false })
  }
  for (const found of text.matchAll(marked)) {
    plain(text.slice(at, found.index))
    if (found[1]) pieces.push({ text: found[1], match: true })
    at = found.index + found[0].length
  }
  plain(text.slice(at))
  return pieces
}

/** A text with its matches marked. */
export function Highlight({ text }: { text: string }) {
  return piecesOf(text).map((piece, place) =>
    piece.match ? (
      <mark key={`${place} ${piece.text}`} className={classes.match}>
        {piece.text}
      </mark>
    ) : (
      <Fragment key={`${place} ${piece.text}`}>{piece.text}</Fragment>
    ),
  )
}
