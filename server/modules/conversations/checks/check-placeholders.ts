import { htmlToText } from '../../../kernel/mime/text.ts'
import { placeholdersIn } from '../../../kernel/variables/index.ts'
import type { Warning } from './warning.ts'

/** Of what answers speak: their placeholders begin with one of these words, and what begins otherwise is somebody's code. */
export const SPOKEN_OF = ['conversation', 'customer', 'inbox', 'agent', 'workspace'] as const

/** Who sees these looks at the rest, too. */
const MOST = 20

const spelled = (html: string): string => (/[{｛&]/.test(html) ? htmlToText(html) : '')

/** Placeholders that no value has taken the place of, each once: nobody means to send `{{customer.name}}`. */
export const checkPlaceholders = (letter: {
  text: string
  html?: string | undefined
  subject?: string | undefined
}): Warning[] => {
  const texts = [letter.subject ?? '', letter.text, spelled(letter.html ?? '')]
  const found = new Set(texts.flatMap((text) => placeholdersIn(text, SPOKEN_OF)))
  return [...found]
    .slice(0, MOST)
    .map((quote) => ({ code: 'unfilled', quote: quote.slice(0, 200), about: '' }))
}
