import { cutText } from '../../kernel/cut-text.ts'

const LENGTH = 160

/** First words of a message on one line: what lists show. */
export const previewOf = (text: string): string => {
  const line = cutText(text, LENGTH * 4)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > LENGTH ? `${[...line].slice(0, LENGTH - 1).join('')}…` : line
}
