import { foldQuotes } from '../../../kernel/mime/quotes.ts'

/** A text without what it quotes: blanks stand in its place, so that lines stay lines. */
export const ownWords = (text: string): string => {
  let own = ''
  let at = 0
  for (const { from, to } of foldQuotes(text)) {
    own += text.slice(at, from) + text.slice(from, to).replace(/[^\n]/g, ' ')
    at = to
  }
  return own + text.slice(at)
}

/** The first lines of a text that are not empty, trimmed. */
export const headLines = (text: string, most: number): string[] =>
  text
    .slice(0, 2000)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, most)
